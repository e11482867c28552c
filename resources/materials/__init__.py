"""Materials of the library: their pages, files, covers and sizes."""
