"""The production server. Started in the project's folder: gunicorn --config deploy/gunicorn.conf.py"""

import gc
import os
import sys
from pathlib import Path

from gunicorn.glogging import Logger

ROOT = Path(__file__).resolve().parents[1]
# gunicorn's own `pythonpath` setting comes too late for --check-config.
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "suluah.settings.local")

chdir = str(ROOT)
wsgi_app = "suluah.wsgi:application"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
worker_class = "gthread"
workers = int(os.environ.get("WORKERS", "2"))
# A download over a weak network holds a thread for minutes; each costs little while it does.
threads = int(os.environ.get("THREADS", "32"))
# So many of them may serve downloads. The others always answer for pages.
os.environ.setdefault("DOWNLOADS_AT_ONCE", str(max(1, threads * 3 // 4)))
preload_app = True
timeout = 60
control_socket_disable = True  # several sites may run under one user


class WithoutAddresses(Logger):
    def exception(self, message, *arguments, **options) -> None:
        """gunicorn would name the address that was asked for, query and all."""
        super().exception(str(message).partition(" %s")[0], **options)


# Nobody's visit is written down: no access log. Errors go to the terminal.
accesslog = None
loglevel = "error"
logger_class = WithoutAddresses


def when_ready(server) -> None:
    # What is loaded now is never swept: sweeping would give each process a copy of its own.
    gc.collect()
    gc.freeze()
    print(f"\n  Suluah is open: {os.environ.get('BASE_URL', 'http://' + bind)}\n  Stop it with Ctrl+C.\n", flush=True)
