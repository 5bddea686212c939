"""What is alive: the clock, the rooms, and the host that keeps them."""
