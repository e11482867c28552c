"""
What comes from an editor's device: its type is what its content says, and what nobody should read is taken out.

Pictures are rewritten from their pixels (`pictures.rewrite`). Every other file is opened in a process of its own
(`sandbox`), which knows nothing of Django: the modules that it loads (`pdf`, `office`, `sound_and_film`) import neither
settings nor models and say with `Refused` why they don't take a file. `documents` puts that into words.
"""
