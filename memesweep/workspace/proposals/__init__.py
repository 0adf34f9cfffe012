"""What a sweep would do, what speaks against it, and what came of it."""
