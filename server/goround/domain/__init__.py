"""The rules of a session: pure, without clock, chance, network, disk or logging."""
