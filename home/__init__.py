"""The front door: home page, contact and help points, plain pages, search, starter content."""
