"""The office's roles and its workflow: one table in code, brought into the database after every migration."""
