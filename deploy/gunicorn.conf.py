"""The production server. Started in the project's folder: gunicorn --config deploy/gunicorn.conf.py"""

import gc
import os
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# gunicorn's own `pythonpath` setting comes too late for --check-config.
sys.path[:0] = [str(ROOT), str(ROOT / "site")]
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "suluah.settings.local")

chdir = str(ROOT)
wsgi_app = "suluah.wsgi:application"
bind = f"{os.environ.get('HOST', '127.0.0.1')}:{os.environ.get('PORT', '8000')}"
# Connections are held by an event loop, pages are made by threads: no client holds a thread (decision 37).
worker_class = "suluah.server.worker.PageWorker"
workers = int(os.environ.get("WORKERS", "2"))
threads = int(os.environ.get("THREADS", "8"))
preload_app = True
timeout = 60
graceful_timeout = 25  # less than what deploy/serve.py and suluah.service wait
control_socket_disable = True  # several sites may run under one user
# Nobody's visit is written down: no access log. Errors go to the terminal.
accesslog = None
loglevel = "error"


def when_ready(server) -> None:
    # What is loaded now is never swept: sweeping would give each process a copy of its own.
    gc.collect()
    gc.freeze()
    print(f"\n  Suluah is open: {os.environ.get('BASE_URL', 'http://' + bind)}\n  Stop it with Ctrl+C.\n", flush=True)


def on_starting(server) -> None:
    """Prometheus's numbers begin anew. Else each start would leave its files behind."""
    for left in Path(os.environ.get("PROMETHEUS_MULTIPROC_DIR", os.devnull)).glob("*.db"):
        left.unlink(missing_ok=True)
