"""
The office's schedule from a spreadsheet.

Read (`table`), understood row by row (`rows`, `values`) as what will be kept (`planned`), shown (`views`), then kept as
`drafts`.
"""
