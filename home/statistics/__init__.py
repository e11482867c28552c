"""What the office asks of a year, on one screen and as tables: downloads, requests, sessions. Nothing about anybody."""
