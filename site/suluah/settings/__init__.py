"""
Settings: `base` for every way of running the site, with `accounts`, `journal` and the `services` that the environment
names; `local` on one machine, `production` in public, `test` for tests.
"""

import os

# Whatever the site writes is its own: nobody else on the machine reads the database, with its accounts, or an upload.
os.umask(0o077)
