"""The runner's own pages: what is taken in, and the runs themselves."""
