"""How the queue's table came to be."""
