"""Mail is an extra: the site works without, and many partners have none."""

import logging
import smtplib

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string

logger = logging.getLogger(__name__)


def is_set_up() -> bool:
    return settings.EMAIL_BACKEND != "django.core.mail.backends.dummy.EmailBackend"


def send(to: str, template: str, context: dict, headers: dict[str, str] | None = None) -> bool:
    """
    Send a template as plain text, its first line as the subject. False when the mail server did not take it.

    A subject shows on a locked screen, and others may read along: the words say nothing of the site's topics.
    """
    subject, _newline, text = render_to_string(template, context).strip().partition("\n")
    try:
        return bool(EmailMessage(subject.strip(), text.strip() + "\n", to=[to], headers=headers).send())
    except (OSError, smtplib.SMTPException) as error:
        logger.error("A mail could not be sent: %s", type(error).__name__)  # neither to whom nor what
        return False
