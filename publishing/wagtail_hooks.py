from django.templatetags.static import static
from django.utils.html import format_html
from wagtail import hooks
from wagtail.documents.wagtail_hooks import DocumentsSummaryItem

from publishing.rich_text import PageLinks


@hooks.register("insert_global_admin_css")
def colours() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("construct_main_menu")
def only_what_the_office_uses(request, menu_items) -> None:
    """Wagtail's help leads to English pages elsewhere; documents come with the library and its cleaning of uploads."""
    menu_items[:] = [item for item in menu_items if item.name not in {"help", "documents"}]


@hooks.register("construct_homepage_summary_items")
def count_what_the_office_uses(request, items) -> None:
    items[:] = [item for item in items if not isinstance(item, DocumentsSummaryItem)]


@hooks.register("register_rich_text_features", order=10)
def our_links(features) -> None:
    features.register_link_type(PageLinks)
