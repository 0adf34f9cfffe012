"""Walk, decode, score and judge a gallery; what was scored before is looked up."""
