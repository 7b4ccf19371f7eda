"""What the muscles were subjected to: each exposure with its unit, error and source."""
