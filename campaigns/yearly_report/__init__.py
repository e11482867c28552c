"""A year of the office as a page: `counting` adds it up, `figures` reads what was added up, `models` is the page."""
