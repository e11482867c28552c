"""The WSGI application that the production server runs."""

import os

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "suluah.settings.production")

django_application = get_wsgi_application()

from django.conf import settings  # noqa: E402
from django.core.checks import run_checks  # noqa: E402
from django.core.exceptions import ImproperlyConfigured  # noqa: E402

from publishing.checks import UNSAFE  # noqa: E402

if unsafe := run_checks(tags=[UNSAFE]):
    raise ImproperlyConfigured("\n".join(map(str, unsafe)))

from publishing.fronts.marks import Marks  # noqa: E402 - it needs the settings
from publishing.responses.page_cache import PageCache  # noqa: E402

application = PageCache(django_application)
if settings.FRONTS:
    application = Marks(application)

# The addresses and all behind them are loaded here, before the server divides into processes: they share the memory,
# and the first reader waits for nothing.
get_resolver().url_patterns  # noqa: B018

# The database may be a copy of an earlier moment: what was taken down since is, before the first answer, once more.
from home.backups.takedowns import apply_at_start  # noqa: E402 - models can be imported only now

apply_at_start()

# So that no reader waits for the words of the search.
from publishing.search.finding import make_ready  # noqa: E402

make_ready()
