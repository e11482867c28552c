"""The screen on which the office sees what readers looked for in vain, and teaches it."""

from collections.abc import Iterator
from urllib.parse import urlencode

from django.contrib.auth.mixins import PermissionRequiredMixin
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import path, reverse, reverse_lazy
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext
from django.views.generic import View
from wagtail.admin import messages
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin

from home.search.missed import ENOUGH_DAYS, READABLE_LASTS, for_the_office
from home.search.models import MissedWord
from publishing.desk import MOST_NAMED, Group, Part, Task
from publishing.models import User
from publishing.screens import ItemFor

MAY_TEACH = "publishing.add_samemeaning"


class MissedWordsView(PermissionRequiredMixin, WagtailAdminTemplateMixin, View):
    permission_required = MAY_TEACH
    raise_exception = True
    template_name = "wagtailadmin/home/missed_words.html"
    page_title = _("Words that were not found")
    header_icon = "search"

    def get(self, request: HttpRequest) -> HttpResponse:
        words = [(row, teach(row.word)) for row in for_the_office()]
        return self.render_to_response(
            self.get_context_data(words=words, enough=ENOUGH_DAYS, lasts=READABLE_LASTS.days)
        )

    def post(self, request: HttpRequest) -> HttpResponse:
        """Forget a word. It comes back when it is asked for on as many days again."""
        number = request.POST.get("word", "")
        if number.isascii() and number.isdigit() and len(number) < len(str(2**63)):
            MissedWord.objects.filter(pk=number).delete()
        messages.success(request, _("The word is forgotten."))
        return redirect("missed_words")


def teach(word: str) -> str:
    """The address of the form for words of the same meaning, with `word` in it."""
    return f"{reverse('wagtailsnippets_publishing_samemeaning:add')}?{urlencode({'typed': word})}"


def may_teach(user: User) -> bool:
    return user.has_perm(MAY_TEACH)


def groups(user: User) -> Iterator[Group]:
    if not may_teach(user):
        return
    words = for_the_office()
    yield Group(
        Part.TIDY,
        _("Words of readers that the search does not know"),
        [
            Task(
                row.word,
                teach(row.word),
                ngettext("asked for on %(days)d day", "asked for on %(days)d days", row.days) % {"days": row.days},
            )
            for row in words[:MOST_NAMED]
        ],
        len(words),
        _("Say which words of our pages mean the same."),
        reverse("missed_words"),
    )


urls = [path("kata-tidak-ditemukan/", MissedWordsView.as_view(), name="missed_words")]


def menu_item() -> MenuItem:
    label, address = _("Words that were not found"), reverse_lazy("missed_words")
    return ItemFor(may_teach, label, address, icon_name="search", order=321)
