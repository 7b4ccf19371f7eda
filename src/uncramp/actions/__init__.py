"""The verbs anyone may ask for, one a file; the terminal and the pages call the same ones."""
