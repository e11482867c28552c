"""Commands for who runs the site; docs/operations.md says when."""
