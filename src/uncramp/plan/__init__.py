"""What to do about it: the next run, the next weeks, and who else can help."""
