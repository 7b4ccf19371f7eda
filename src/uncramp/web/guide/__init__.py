"""The guide: what cramps are, what is linked with them, what to do; open to anybody."""
