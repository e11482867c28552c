"""
How texts are written, read and marked.

Read, wherever somebody types: `days`, `hours`, `moments`, `numbers`, `phones`, taught to every form by `form_fields`.
Marked, wherever somebody reads: `abbreviations`, `foreign_words`, `laws`, `named_numbers`, `anchors`. `rich_text` and
`clean` stand between the two.
"""
