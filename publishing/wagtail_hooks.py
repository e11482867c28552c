from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks

from publishing.rich_text import ExternalLinks, PageLinks


@hooks.register("insert_global_admin_css")
def colours() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("construct_main_menu")
def without_help_menu(request, menu_items) -> None:
    """Wagtail's help leads to English pages elsewhere; the office has its own guide."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]


@hooks.register("register_rich_text_features", order=10)
def our_links(features) -> None:
    features.register_link_type(PageLinks)
    features.register_link_type(ExternalLinks)
