"""What the templates of the guide ask for."""
