"""The durable store of entries: what is in it has happened, what is not has not."""
