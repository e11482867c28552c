"""The library: materials, kits, previews, downloads and the partners' area."""
