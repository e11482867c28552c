"""Settings shared by every way of running the site. Each environment variable is read in one place only."""

import os
from pathlib import Path

from django.utils.translation import gettext_lazy as _
from environs import Env, validate

from publishing.responses.static_headers import add_headers
from suluah.settings import services
from suluah.settings.accounts import *  # noqa: F403
from suluah.settings.journal import journal

ROOT = Path(__file__).resolve().parents[3]

env = Env()
env.read_env(ROOT / ".env", recurse=False)

# Everything that the running site writes: database, uploads, collected static files, the local secret key.
DATA_DIR = Path(env.str("DATA_DIR", str(ROOT / "var")))
DATA_DIR.mkdir(parents=True, exist_ok=True)

DEBUG = False
ALLOWED_HOSTS = env.list("ALLOWED_HOSTS", ["localhost", "127.0.0.1", "[::1]"])
CSRF_TRUSTED_ORIGINS = env.list("CSRF_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "publishing",  # first: see PublishingConfig.ready
    "resources",
    "campaigns",
    "home",
    "wagtail.contrib.typed_table_block",
    "wagtail.contrib.redirects",
    "wagtail.contrib.routable_page",
    "wagtail.sites",
    "home.apps.UsersConfig",
    "wagtail.snippets",
    "wagtail.documents",
    "wagtail.images",
    "wagtail.search",
    "wagtail.admin",
    "wagtail",
    "allauth",
    "allauth.account",  # allauth.mfa stands on it; none of its addresses is ours
    "allauth.mfa",
    "django_tasks_db",
    "modelcluster",
    "taggit",
    "django_filters",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.sitemaps",
    "django.contrib.humanize",  # its Indonesian: Wagtail says with it how long ago something was
]

MIDDLEWARE = [
    "publishing.responses.request_id.RequestIds",
    "publishing.responses.counted.Counted",
    "publishing.responses.middleware.ForgottenRedirects",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "publishing.responses.middleware.CompressText",
    "publishing.responses.middleware.ProtectedResponses",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "publishing.accounts.idle.EndsAtRest",
    "publishing.accounts.factor.middleware.NobodyWithoutTheSecond",
    "allauth.account.middleware.AccountMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "publishing.accounts.writing.FormsOfStrangers",
    "publishing.pages.review.held_back.HeldBackIsTold",
    "publishing.guard.while_writing.GuardBeside",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "publishing.responses.old_addresses.OldAddresses",
    "publishing.responses.unavailable.FilesAway",
]

ROOT_URLCONF = "suluah.urls"
WSGI_APPLICATION = "suluah.wsgi.application"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "publishing.pages.context.frame",
                "home.help.context.help_points",
            ],
        },
    }
]

DATABASES = {"default": services.database(env, DATA_DIR)}
PRIVATE_HOSTS = env.list("PRIVATE_HOSTS", [])  # of services: see publishing.checks
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

CACHES = services.caches(env)

TASKS = {
    # Wagtail's own small tasks are done at once: what was just published is found by the search.
    "default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"},
    # What takes long is kept in the database for the worker: manage.py background_worker.
    "background": {"BACKEND": "django_tasks_db.DatabaseBackend"},
}

# Without EMAIL_URL the site sends no mail, and offers nothing that would need it.
vars().update(env.dj_email_url("EMAIL_URL", "dummy:"))
WAGTAILADMIN_NOTIFICATION_INCLUDE_SUPERUSERS = False  # they would get a copy of everybody's
EMAIL_TIMEOUT = 10  # seconds; whoever waits for a mail server that is down is told so
DEFAULT_FROM_EMAIL = env.str("MAIL_FROM", "suluah@localhost")

LANGUAGE_CODE = "id"
LANGUAGES = [("id", _("Indonesian"))]
# Ours first; `wagtail` completes the Indonesian that Wagtail's own catalogue lacks.
LOCALE_PATHS = [ROOT / "locale", ROOT / "locale" / "wagtail"]
TIME_ZONE = "Asia/Jakarta"
USE_I18N = True
USE_TZ = True
USE_THOUSAND_SEPARATOR = True

STATIC_URL = "/static/"
STATIC_ROOT = DATA_DIR / "static"
STATICFILES_DIRS = [ROOT / "static"]
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "publishing.pages.sheet_files.SheetFiles",
]
MEDIA_URL = "/media/"
MEDIA_ROOT = DATA_DIR / "media"
STORAGES = {
    **services.files(env, DATA_DIR),
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_ADD_HEADERS_FUNCTION, WHITENOISE_ALLOW_ALL_ORIGINS = add_headers, False
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # no page names another, and each is compressed only once
ACCEL_LOCATION = env.str("ACCEL_LOCATION", "")  # of private files, for nginx; empty: we send them, so many at once:
DOWNLOADS_AT_ONCE = env.int("DOWNLOADS_AT_ONCE", 500)
# Servers in front that keep pages (deploy/nginx), and the word by which they know us. Empty: there are none.
FRONTS, RENEW_SECRET = env.list("FRONTS", []), env.str("RENEW_SECRET", "")
WAGTAILFRONTENDCACHE = {at: {"BACKEND": "publishing.fronts.backend.RenewingFront", "LOCATION": at} for at in FRONTS}
# An upload of the office may be large, a form of a stranger may not.
FILE_UPLOAD_HANDLERS = [
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "publishing.media.receiving.BoundedUpload",
]
DATA_UPLOAD_MAX_MEMORY_SIZE = 5 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 10_000

# For the editors' area: Django's CSRF check needs the referrer, the preview panel is a frame of our own.
# publishing.responses says what holds for everybody else.
SECURE_REFERRER_POLICY, X_FRAME_OPTIONS = "same-origin", "SAMEORIGIN"

TAGGIT_CASE_INSENSITIVE = True  # "Anak" and "anak" are one topic

WAGTAIL_SITE_NAME = "Suluah"
WAGTAILADMIN_BASE_URL = env.str("BASE_URL", "http://localhost:8000")
WAGTAIL_USER_TIME_ZONES = [TIME_ZONE]  # hours are WIB; below, what pickers write: publishing.words reads more
WAGTAIL_DATE_FORMAT, WAGTAIL_TIME_FORMAT, WAGTAIL_DATETIME_FORMAT = "%d/%m/%Y", "%H.%M", "%d/%m/%Y %H.%M"
WAGTAILADMIN_PERMITTED_LANGUAGES = [("id", "Bahasa Indonesia")]
WAGTAIL_PRIVATE_PAGE_OPTIONS = {"SHARED_PASSWORD": False}  # whoever may guess it as often as he likes has it soon
WAGTAIL_FRONTEND_LOGIN_URL = "partners:home"  # where a closed page sends a stranger
WAGTAIL_GRAVATAR_PROVIDER_URL = None  # the admin calls nobody
WAGTAIL_ENABLE_UPDATE_CHECK = WAGTAIL_ENABLE_WHATS_NEW_BANNER = False
WAGTAIL_AUTOSAVE_INTERVAL = 0  # one under way when somebody publishes would take the page back to a draft
WAGTAILIMAGES_IMAGE_MODEL = "publishing.CampaignImage"
WAGTAILIMAGES_IMAGE_FORM_BASE = "publishing.media.forms.CampaignImageForm"
WAGTAILIMAGES_EXTENSIONS = ["jpg", "jpeg", "png", "webp", "avif"]
WAGTAILIMAGES_FORMAT_CONVERSIONS = {"avif": "avif", "webp": "webp"}
WAGTAILIMAGES_AVIF_QUALITY = 55
WAGTAILIMAGES_WEBP_QUALITY = 72
WAGTAILIMAGES_MAX_UPLOAD_SIZE = 15 * 1024 * 1024
WAGTAILIMAGES_MAX_IMAGE_PIXELS = 25_000_000
WAGTAILDOCS_DOCUMENT_MODEL = "publishing.CampaignDocument"
WAGTAILDOCS_DOCUMENT_FORM_BASE = "publishing.media.forms.CampaignDocumentForm"
WAGTAILDOCS_EXTENSIONS = ["pdf", "pptx", "docx", "odp", "odt", "jpg", "jpeg", "png", "webp", "mp3", "ogg", "mp4"]
WAGTAILDOCS_MAX_UPLOAD_SIZE = env.int("DOCUMENT_MAX_MB", 100) * 1024 * 1024
UPLOADS_AT_ONCE = env.int("UPLOADS_AT_ONCE", 1)  # processes of this machine that read uploads; each up to 500 MB
WAGTAILDOCS_CONTENT_TYPES = {  # not every machine knows them
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "odp": "application/vnd.oasis.opendocument.presentation",
    "odt": "application/vnd.oasis.opendocument.text",
    "ogg": "audio/ogg",
    "webp": "image/webp",
}
WAGTAILDOCS_INLINE_CONTENT_TYPES = []  # a document is saved, never opened on our address
WAGTAILSEARCH_BACKENDS = {"default": {"BACKEND": "wagtail.search.backends.database", "AUTO_UPDATE": True}}
WAGTAIL_ALLOW_UNICODE_SLUGS = False  # addresses that can be read out on the phone
# Few features on purpose: no H1 and H2 (blocks do the outline), no raw HTML, no colours.
RICH_TEXT_FEATURES = ["bold", "italic", "link", "ol", "ul", "foreign-en", "foreign-min", "foreign-la"]
RICH_TEXT_LONG_FEATURES = ["h3", *RICH_TEXT_FEATURES]
WAGTAILADMIN_RICH_TEXT_EDITORS = {
    "default": {
        "WIDGET": "publishing.words.rich_text.RichTextArea",
        "OPTIONS": {"features": RICH_TEXT_LONG_FEATURES},
    }
}

# Encrypts what codes of the second factor are made from. Empty: a key made from SECRET_KEY.
FACTOR_KEY = env.str("FACTOR_KEY", "")
CHECK_LINKS = False  # whether the worker asks the websites that pages link to: on a public server
OFFICE_EMAIL = env.str("OFFICE_EMAIL", "")  # hears of requests for sessions; empty: nobody
SECURITY_CONTACT = env.str("SECURITY_CONTACT", "")  # of security.txt: mailto:... or https://...; empty: there is none

# What was taken down or erased, so that no backup brings it back: no backup holds this file (decision 47).
TAKEDOWNS_FILE = Path(env.str("TAKEDOWNS_FILE", "") or DATA_DIR / "takedowns.jsonl")
BACKUP_DIR = Path(env.str("BACKUP_DIR", "") or DATA_DIR / "backups")

# Numbers for Prometheus, which only this machine can ask for (decision 46). None: nothing is counted.
METRICS_PORT = env.int("METRICS_PORT", None)
METRICS_DIR = DATA_DIR / "metrics"
if METRICS_PORT:  # read by prometheus_client when it is loaded
    METRICS_DIR.mkdir(exist_ok=True)
    os.environ["PROMETHEUS_MULTIPROC_DIR"] = str(METRICS_DIR)

# Errors go to the terminal without what anyone typed: neither form values nor query strings.
LOGGING = journal(env.str("LOG_FORMAT", "text", validate=validate.OneOf(["text", "json"])))
