"""What a command shows of its result, to a person or as a document."""
