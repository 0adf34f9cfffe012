"""The trashes: the freedesktop one, which we fill ourselves, and those that only the desktop fills."""
