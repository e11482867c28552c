"""Documents of word processors, slides and spreadsheets (OOXML and ODF), rebuilt from what is known."""
