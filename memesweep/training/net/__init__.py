"""The nets: layers, weights, export."""
