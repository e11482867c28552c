"""
Awareness sessions (Kegiatan): from their announcement to their report, with lists, calendars and paper.

`models` is the form of the page, `rules` what it insists on, `reading` what readers meet of it, `views` what answers at
its address; `library` joins it to materials. `facets` and `listing` make lists, `table` and `columns` the office's
tables, `calendars` and `paper` what is taken away.
"""
