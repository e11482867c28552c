from wagtail import hooks
from wagtail.snippets.models import register_snippet

from home.desk.panel import DeskPanel
from home.evidence import admin as evidence
from home.guide import admin as guide
from home.help.admin import HelpGroup, always_there
from home.help.points import Help, as_line, next_due
from home.letters import weekly
from home.letters.settings import LetterPanel
from home.links import sweep, telling
from home.roles.people import spare_owners
from home.search import missed_view, office_view
from home.search.admin import SearchGroup
from home.statistics import admin as statistics
from publishing.desk import DESK
from publishing.pages.reading import ALL_PAGES_CHANGE_AT
from resources.worker import WATCH

register_snippet(HelpGroup)
register_snippet(SearchGroup)
hooks.register("register_admin_urls", lambda: evidence.urls)
hooks.register("register_reports_menu_item", evidence.menu_item)
hooks.register("register_admin_urls", lambda: statistics.urls)
hooks.register("register_reports_menu_item", statistics.menu_item)
hooks.register("before_bulk_action", spare_owners)
hooks.register("construct_snippet_action_menu", always_there)
hooks.register(ALL_PAGES_CHANGE_AT, next_due)
hooks.register(WATCH, weekly.watch)
hooks.register(WATCH, sweep.watch)
hooks.register("after_publish_page", telling.tell_after_publishing)
hooks.register("register_account_settings_panel", LetterPanel)
hooks.register("register_admin_urls", lambda: office_view.urls)
hooks.register("register_admin_urls", lambda: guide.urls)
hooks.register("register_admin_menu_item", guide.menu_item)
hooks.register("register_admin_menu_item", office_view.menu_item)
hooks.register("register_admin_search_area", office_view.search_area)
hooks.register("register_admin_urls", lambda: missed_view.urls)
hooks.register("register_admin_menu_item", missed_view.menu_item)
hooks.register(DESK, missed_view.groups)


@hooks.register("kit_help_lines")
def numbers_for_kits() -> list[str]:
    """For BACA-SAYA.txt in the kits. Only what readers of the site see too."""
    return [as_line(point) for point in Help().points]


@hooks.register("construct_homepage_panels")
def attention_first(request, panels) -> None:
    panels.insert(0, DeskPanel())
