"""
The server process: an event loop that holds all connections, and a few threads that make the pages.

No thread ever waits for a client. The loop takes a request in completely before a thread begins with it, and sends
what the thread has made at the client's pace. Clients that keep no pace at all are let go (`connection`). gunicorn
starts and ends the processes, uvicorn speaks HTTP, Django answers; docs/decisions/0037 says why.
"""
