"""The product's policy, once, below every front end: what must hold before a file moves, and who may say yes.

A front end opens a gallery, scans it, asks for a proposal, shows it, and hands it back with an approval. It
never builds a plan, and nothing in here sweeps one: `GallerySession.sweep` takes only its own proposals.
"""
