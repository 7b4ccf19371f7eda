"""A runner's own trial: what may be tried, whether it can succeed, and what it showed."""
