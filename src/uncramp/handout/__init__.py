"""A plan as bytes a watch, a calendar or a printer takes."""
