"""What the templates of the answers can draw."""
