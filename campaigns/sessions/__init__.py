"""
Awareness sessions (Kegiatan): from their announcement to their report, with lists, calendars and paper.

`models` is the form of the page, `rules` what it insists on, `reading` what readers meet of it, `views` what answers at
its address; `library` joins it to materials. Lists are `facets` and `listing`, tables of the office `table` and `columns`.
"""
