"""One function per kind of meme; each takes the picture's tools and returns an RGB picture."""
