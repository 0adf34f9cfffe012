"""Anchored places, operations that never replace, and one safe move made of them."""
