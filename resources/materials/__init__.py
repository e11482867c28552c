"""Materials of the library: their pages, files and sizes, and how a text or a session leads to one."""
