"""The content that a new site starts with: files of words and drawings, and the code that loads them once."""
