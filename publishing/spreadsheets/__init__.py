"""
Tables for and from spreadsheet programs: the one writer of CSV and XLSX, and the one reader of what such programs save.

`writing` writes every table that leaves the site, also those of Wagtail's own reports (`exports`). `reading` opens what
an editor uploads; it and what it uses (`xlsx`, `ods`, `delimited`) know nothing of Django, since they run apart
(publishing.uploads.sandbox).
"""
