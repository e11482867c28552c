"""Downloads: who may have a file, serving it in ranges, and counting it without a reader."""
