from django.utils.translation import gettext_lazy as _

from publishing.pages.forms import SitePageForm


class SessionPageForm(SitePageForm):
    """Keeps the life of a published session: what may follow what, and the start that a postponed one had."""

    def clean(self) -> dict:
        cleaned = super().clean()
        published = type(self.instance).objects.live().filter(pk=self.instance.pk).first()
        status, starts_at = cleaned.get("status"), cleaned.get("starts_at")
        if not published or not status or not starts_at:
            return cleaned
        if not published.Status(published.status).may_become(status):
            self.add_error(
                "status",
                _("Readers saw this session as “%(before)s”. It can't become “%(after)s”.")
                % {"before": published.get_status_display(), "after": published.Status(status).label},
            )
        typed_anew = cleaned.get("postponed_from") not in {None, published.postponed_from}
        put_off_now = published.status != published.Status.POSTPONED or published.starts_at != starts_at
        if status == published.Status.POSTPONED and put_off_now and not typed_anew:
            cleaned["postponed_from"] = published.starts_at
        return cleaned
