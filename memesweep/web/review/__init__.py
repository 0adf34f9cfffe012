"""The review page: look at what would be swept, decide, and have exactly that swept."""
