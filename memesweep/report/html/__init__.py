"""Reports as single pages: for the screen, a mail and paper, without script and without a request."""
