"""Every table, and the library that is kept in them."""
