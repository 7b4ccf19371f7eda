"""The answers for other programs: JSON in, JSON out, nothing kept."""
