"""What the guard has to say about a record, on its screen: findings, and where to write the reason."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import Panel

from publishing.guard.forms import LIFT, REASON


class GuardPanel(Panel):
    """
    Shown while there is a finding, in the draft too. To a second person it offers to let a false stop pass. Where only
    a second person may publish what the user has changed, it also takes the reason of an emergency.
    """

    def __init__(self, **kwargs) -> None:
        super().__init__(**{"heading": _("Before it is public"), **kwargs})

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/guard/panel.html"

        def is_shown(self) -> bool:
            return super().is_shown() and bool(self.form.found or self.asks_for_emergency)

        @property
        def asks_for_emergency(self) -> bool:
            return getattr(self.form, "needs_second_person", False)

        def get_context_data(self, parent_context=None) -> dict:
            return super().get_context_data(parent_context) | {
                "found": self.form.found,
                "asks": any(one.asks for one in self.form.found),
                "reason_name": self.form.add_prefix(REASON),
                "reason": self.form.reason,
                "lift_name": self.form.add_prefix(LIFT),
                "may_lift": bool(self.form.may_lift and self.form.liftable),
                "asks_for_emergency": self.asks_for_emergency,
            }
