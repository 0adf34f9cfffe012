"""Copies: pictures that are the same to the eye, however often they were forwarded and recompressed."""
