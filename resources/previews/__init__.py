"""Previews and small copies of files, made by the background worker."""
