"""Entrance: a person at a terminal."""
