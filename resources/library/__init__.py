"""The library as one looks through it: its page, its filters, the words that one looks for."""
