"""A file becomes an Activity: one recorded effort, as columns on one clock."""
