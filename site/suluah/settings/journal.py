"""What is written down of the running site: errors only, on the terminal, without what anyone typed or asked for."""


def journal(form: str) -> dict:
    """The value of LOGGING. `form` is "text" or "json"."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "formatters": {
            "text": {
                "()": "publishing.responses.logs.WithoutValues",
                "format": "%(asctime)s %(levelname)s %(name)s %(request_id)s %(message)s",
            },
            "json": {"()": "publishing.responses.json_lines.JsonLines"},
        },
        "filters": {"request_id": {"()": "publishing.responses.request_id.WithRequestId"}},
        "handlers": {
            "console": {"class": "logging.StreamHandler", "formatter": form, "filters": ["request_id"]},
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {
            "django.request": {"level": "ERROR"},  # which page somebody missed is nobody's business
            "django.security": {"level": "CRITICAL"},  # nor what strangers make up: hosts, tokens, far too long forms
        },
    }
