"""The library: materials, kits, previews, downloads, the partners' area, and the worker that does what takes long."""
