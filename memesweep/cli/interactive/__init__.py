"""Look at pictures one by one in a terminal, and decide."""
