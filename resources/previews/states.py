from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """How far the work behind an editor's back is."""

    PENDING = "pending", _("being prepared")
    READY = "ready", _("ready")
    FAILED = "failed", _("failed")
