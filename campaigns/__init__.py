"""Articles, warning signs, places and case figures."""
