"""
What every page is.

`models` is the base of all classes. Where a page stands and who may open it: `navigation`, `visibility`, `links`. How
it gets to readers: `views`, `reading`, `kept` and `generation`, in memory until something changes; `sheets`,
`share_card`, `structured_data` are its looks. When: `schedules`. What comes before: `review/`.
"""
