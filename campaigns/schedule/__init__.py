"""
The office's schedule from a spreadsheet.

Read (`table`), understood row by row (`rows`, `values`), shown (`views`), then kept as drafts (`keep`).
"""
