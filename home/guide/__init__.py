"""
The guide inside the editors' area. Its one truth is docs/panduan-editor.md, which is read as it is.

`reading` makes sections of it, `beside` says which of them fits a screen, `admin` shows them.
"""
