"""The project: settings, addresses, the WSGI application and the server process that runs it."""
