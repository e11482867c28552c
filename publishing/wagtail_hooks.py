import json

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.db import transaction
from django.templatetags.static import static
from django.urls import include, path, re_path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.generic import RedirectView
from wagtail import hooks
from wagtail.documents import urls as wagtaildocs_urls
from wagtail.log_actions import LogFormatter, log
from wagtail.models import PageViewRestriction

from publishing.accounts import office, trail
from publishing.accounts.areas import may_have_a_session
from publishing.accounts.factor import own
from publishing.fronts import editors
from publishing.guard import while_writing
from publishing.guard.confirmations import CONFIRMED
from publishing.media.admin import (
    AddDocument,
    AddRedirect,
    DeleteDocument,
    DeletePicture,
    EditDocument,
    EditRedirect,
    RedirectsWithoutImport,
)
from publishing.media.usage import before_many_are_deleted
from publishing.pages.links import PageLinks
from publishing.pages.review.erasing import erase_versions
from publishing.pages.review.held_back import look_at_all_first
from publishing.pages.review.old_stops import ERASED
from publishing.pages.review.screen import ReviewPage, review_first
from publishing.pages.review.second_person import EMERGENCY, note_what_is_seen
from publishing.responses import unavailable
from publishing.words import foreign_words, rich_text
from publishing.words.views import how_it_is_read


@hooks.register("insert_global_admin_css")
def colours() -> str:
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_global_admin_js")
def days_as_people_write_them() -> str:
    return format_html(
        '<script src="{}" data-reads="{}" data-examples="{}"></script>',
        static("js/admin_days.js"),
        reverse("how_it_is_read"),
        json.dumps({"day": "5 Desember 2026", "hour": "09.00", "moment": "5 Desember 2026 09.00"}),
    )


@hooks.register("register_admin_urls")
def reader_of_days():
    return [path("dibaca/", how_it_is_read, name="how_it_is_read")]


@hooks.register("register_admin_urls", order=-1)  # before Wagtail's own
def one_upload_at_a_time():
    """Wagtail's upload of several keeps the files as they came, in public, until the editor has filled in the rest."""
    return [
        re_path(r"^images/multiple/", RedirectView.as_view(pattern_name="wagtailimages:add", query_string=True)),
        re_path(r"^documents/multiple/", RedirectView.as_view(pattern_name="wagtaildocs:add", query_string=True)),
        path("documents/add/", AddDocument.as_view()),
        path("documents/edit/<int:document_id>/", EditDocument.as_view()),
        path("documents/delete/<int:document_id>/", DeleteDocument.as_view()),
        path("images/<int:image_id>/delete/", DeletePicture.as_view()),
    ]


@hooks.register("register_admin_urls", order=-1)  # before Wagtail's own
def redirects_are_typed():
    """Wagtail's import of redirects would open a spreadsheet in the process that serves the site."""
    return [
        re_path(r"^redirects/import/", RedirectView.as_view(pattern_name="wagtailredirects:index")),
        path("redirects/", RedirectsWithoutImport.as_view()),
        path("redirects/add/", AddRedirect.as_view()),
        path("redirects/<int:redirect_id>/", EditRedirect.as_view()),
    ]


@hooks.register("register_admin_urls")
def whether_somebody_is_still_logged_in():
    return [path("masih-masuk/", unavailable.still_here, name="still_here")]


@hooks.register("register_admin_urls")
def guard_while_somebody_writes():
    return [path("jaga/<str:kind>/<str:number>/", while_writing.answer, name="guard_while_writing")]


@hooks.register("register_admin_urls")
def review_in_one_look():
    return [path("tinjau/<int:page_id>/", ReviewPage.as_view(), name="review_page")]


@hooks.register("register_admin_urls")
def versions_with_a_stop():
    return [path("hapus-versi/<int:page_id>/", erase_versions, name="erase_versions")]


@hooks.register("insert_editor_js")
def guard_beside_the_form() -> str:
    return format_html('<script src="{}" defer></script>', static("js/guard.js"))


@hooks.register("register_admin_urls")
def ways_in():
    return [*own.urls, *office.urls]


@hooks.register("register_log_actions")
def acts_with_accounts(actions) -> None:
    for action, (label, message) in trail.ACTIONS.items():
        actions.register_action(action, label, message)


@hooks.register("after_create_user")
def link_for_a_new_account(request, user):
    return office.invite(request, user)


@hooks.register("register_admin_urls")
def documents_for_editors():
    """Wagtail's way to a document, behind the editors' login: readers get files through the library only."""
    return [path("dokumen/", include(wagtaildocs_urls))]


@hooks.register("on_serve_page", order=-1)  # before Wagtail's own, which would send such a reader to the login for ever
def who_is_known_and_not_invited(callback):
    """Somebody who has logged in and may not read a page learns so. A stranger is asked to log in, by Wagtail."""

    def serve(page, request, args, kwargs):
        if may_have_a_session(request) and request.user.is_authenticated:
            restrictions = page.get_view_restrictions().filter(restriction_type=PageViewRestriction.GROUPS)
            if not all(restriction.accept_request(request) for restriction in restrictions):
                raise PermissionDenied
        return callback(page, request, args, kwargs)

    return serve


@hooks.register("after_copy_page")
def a_way_back_to_the_first_version(request, page, new_page) -> None:
    """
    Wagtail's log of a copy names no version, and its history offers a way back only to what its log names. Nor does it
    tell what readers of a copy see from the draft that was copied along.
    """
    for copy in (
        new_page.get_descendants(inclusive=True).exclude(latest_revision=None).select_related("latest_revision")
    ):
        if copy.live and copy.has_unpublished_changes:
            note_what_is_seen(copy.specific)
        version = copy.latest_revision
        log(instance=copy, action="wagtail.edit", user=request.user, revision=version, content_changed=True)


@hooks.register("after_unpublish_page")
@hooks.register("after_delete_page")
def say_where_it_is_not_gone_yet(request, page) -> None:
    """Whoever takes a page down may be in a hurry: it is said at once if a server in front still has it."""
    if settings.FRONTS:
        transaction.on_commit(lambda: editors.tell_where_it_is_not_gone(request))


@hooks.register("construct_main_menu")
def only_what_the_office_uses(request, menu_items) -> None:
    """Wagtail's help leads to English pages elsewhere."""
    menu_items[:] = [item for item in menu_items if item.name != "help"]


@hooks.register("register_rich_text_features", order=10)
def our_links(features) -> None:
    features.register_link_type(PageLinks)
    features.register_link_type(rich_text.DocumentsNotOffered)
    for handler in (rich_text.ImagesNotOffered, rich_text.MediaNotOffered):
        features.register_embed_type(handler)


@hooks.register("register_rich_text_features")
def languages_of_words(features) -> None:
    foreign_words.register(features)


hooks.register("before_edit_page", review_first)
hooks.register("before_bulk_action", look_at_all_first)
hooks.register("before_bulk_action", before_many_are_deleted)


@hooks.register("register_log_actions")
def reasons_in_the_history(actions) -> None:
    @actions.register_action(CONFIRMED)
    class Confirmed(LogFormatter):
        label = gettext_lazy("Confirm what the site asked")

        def format_message(self, entry) -> str:
            findings = "; ".join(entry.data.get("findings", []))
            return _("Confirmed that this may be public: %(findings)s") % {"findings": findings}

        def format_comment(self, entry) -> str:
            return entry.data.get("reason", "")

    @actions.register_action(EMERGENCY)
    class Emergency(LogFormatter):
        label = gettext_lazy("Publish without a second person")
        message = gettext_lazy("Published without a second person, in an emergency")

        def format_comment(self, entry) -> str:
            return entry.data.get("reason", "")

    @actions.register_action(ERASED)
    class Erased(LogFormatter):
        label = gettext_lazy("Erase versions")

        def format_message(self, entry) -> str:
            findings = "; ".join(entry.data.get("findings", []))
            return _("Erased %(versions)s versions: %(findings)s") % {
                "versions": entry.data.get("versions", 0),
                "findings": findings,
            }
