"""Results as data: the JSON envelope that scripts rely on."""
