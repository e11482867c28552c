"""What is written down of the running site: errors only, on the terminal, without what anyone typed or asked for."""

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "journal": {
            "()": "publishing.responses.logs.WithoutValues",
            "format": "%(asctime)s %(levelname)s %(name)s %(message)s",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "journal"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {
        "django.request": {"level": "ERROR"},  # which page somebody missed is nobody's business
        "django.security": {"level": "CRITICAL"},  # nor what strangers make up: hosts, tokens, far too long forms
    },
}
