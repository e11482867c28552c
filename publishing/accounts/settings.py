"""What an editor may set for the own account."""

from wagtail.admin.views import account


class AccountView(account.AccountView):
    """
    Wagtail's screen without the profile picture.

    It would be stored as it came, with its place and its name, in a folder that is public; and nobody needs it.
    """

    def get_panels(self) -> list[account.BaseSettingsPanel]:
        return [panel for panel in super().get_panels() if not isinstance(panel, account.AvatarSettingsPanel)]
