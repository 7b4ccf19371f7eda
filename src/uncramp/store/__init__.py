"""The border: where values become bytes and files, and come back."""
