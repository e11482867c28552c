"""What an editor may set for the own account."""

from wagtail.admin.views import account

from publishing.accounts.factor.own import FactorPanel


class AccountView(account.AccountView):
    """
    Wagtail's screen without the profile picture.

    It would be stored as it came, with its place and its name, in a folder that is public; and nobody needs it.
    """

    def get_panels(self) -> list[account.BaseSettingsPanel]:
        panels = [panel for panel in super().get_panels() if not isinstance(panel, account.AvatarSettingsPanel)]
        ours = FactorPanel(self.request, self.request.user, panels[0].profile)
        return [*panels, ours] if ours.is_active() else panels
