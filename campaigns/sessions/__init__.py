"""Awareness sessions (Kegiatan): from their announcement to their report, with lists, calendars and paper."""
