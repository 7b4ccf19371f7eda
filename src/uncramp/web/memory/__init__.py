"""What is kept in memory of a library while nothing of it changes, so that pages are fast."""
