"""Questions put to a posterior: why did this happen, what is coming, what to ask next."""
