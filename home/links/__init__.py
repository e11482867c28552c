"""
Links that lead nowhere: found by the worker once a week, told to whoever can mend them.

`collecting` reads the addresses out of what is public, `asking` asks for one that lies elsewhere, `sweep` does so
politely and keeps what it found, `telling` says it after publishing. The desk lists them (home.desk.notes).
"""
