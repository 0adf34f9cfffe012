"""Which files a gallery holds, what each one is, and its pixels as the net wants them."""
