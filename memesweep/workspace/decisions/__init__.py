"""What people say of pictures."""
