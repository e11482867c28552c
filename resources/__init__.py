"""The library's floor (materials, files, kits). It lies between publishing and campaigns; nothing is in it yet."""
