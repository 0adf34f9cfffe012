"""One function per kind of keeper; each takes the picture's tools and returns an RGB picture."""
