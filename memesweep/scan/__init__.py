"""Walk a gallery, decode, score and decide; what was scored before is looked up."""
