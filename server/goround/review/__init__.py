"""Pure readings of a log: what happens with a session afterwards."""
