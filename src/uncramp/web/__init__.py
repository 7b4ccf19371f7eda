"""Entrance: pages in a browser, by Django."""
