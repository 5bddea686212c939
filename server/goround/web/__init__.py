"""The only place that knows HTTP and sockets."""
