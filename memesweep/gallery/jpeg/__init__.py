"""What memesweep reads of a JPEG by itself: its markers, and how much of it a quick look needs."""
