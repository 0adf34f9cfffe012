"""One function per kind of negative; each takes the picture's tools and returns an RGB picture."""
