"""Kits: materials for one kind of session, as a page and as a ZIP that is built beforehand."""
