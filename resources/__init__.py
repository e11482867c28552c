"""The library's floor: materials, their files, kits. It lies between publishing and campaigns."""
