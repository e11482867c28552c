"""The page of results, the help that stands above them, and what the office teaches the search."""
