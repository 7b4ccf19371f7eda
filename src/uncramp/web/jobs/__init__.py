"""Work that takes longer than a page may: queued in the library's own database."""
