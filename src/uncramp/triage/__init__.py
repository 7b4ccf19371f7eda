"""Red flags first: fixed rules over what a runner tells us, before any answer or plan."""
