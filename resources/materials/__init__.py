"""Materials of the library: the pages, their files, and the list through which one looks for them."""
