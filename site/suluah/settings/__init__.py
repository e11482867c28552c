import os

# Whatever the site writes is its own: nobody else on the machine reads the database, with its accounts, or an upload.
os.umask(0o077)
