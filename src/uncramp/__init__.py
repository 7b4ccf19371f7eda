"""Why did this muscle cramp, how likely is the next, what to change, what are my own triggers."""

__version__ = "0.1.0"
