"""How answers say things in a template."""
