"""What the office teaches the search, in the editors' area."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from publishing.models import ChosenAnswer, DangerWords, SameMeaning


class SameMeaningViewSet(SnippetViewSet):
    model = SameMeaning
    icon = "link"
    menu_label = _("Same meaning")
    list_display = ["typed", "meant"]
    search_fields = ["typed", "meant"]


class ChosenAnswerViewSet(SnippetViewSet):
    model = ChosenAnswer
    icon = "pick"
    menu_label = _("Chosen answers")
    list_display = ["words", "page"]
    search_fields = ["words", "page__title"]


class DangerWordsViewSet(SnippetViewSet):
    model = DangerWords
    icon = "warning"
    menu_label = _("Danger words")
    list_display = ["card", "words"]
    list_filter = ["card"]
    search_fields = ["words"]


class SearchGroup(SnippetViewSetGroup):
    items = (SameMeaningViewSet, ChosenAnswerViewSet, DangerWordsViewSet)
    menu_label = _("What search understands")
    menu_icon = "search"
    menu_order = 320
