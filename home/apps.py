from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _
from wagtail.users import apps as users


class HomeConfig(AppConfig):
    name = "home"
    verbose_name = _("Front door")
    default = True

    def ready(self) -> None:
        from home.backups import signals as takedown_signals  # noqa: F401
        from home.health import signals as health_signals  # noqa: F401
        from home.help import signals as help_signals  # noqa: F401
        from home.help.numbers import verified_numbers
        from home.roles import signals as role_signals  # noqa: F401
        from publishing.guard import verified

        verified.register(verified_numbers)


class UsersConfig(users.WagtailUsersAppConfig):
    """Wagtail's users and groups, with our views of both. Stands in INSTALLED_APPS in place of `wagtail.users`."""

    user_viewset = "home.roles.people.PeopleViewSet"
    group_viewset = "home.roles.read_only.RolesViewSet"
