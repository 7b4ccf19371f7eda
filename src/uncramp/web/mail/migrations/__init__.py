"""How the outbox's table came to be."""
