"""What a sweep writes down: records of moves, in the catalog and in the holding folder's manifest."""
