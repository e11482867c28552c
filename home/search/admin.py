"""What the office teaches the search, in the editors' area."""

from django.utils.translation import gettext_lazy as _
from wagtail.snippets.views.snippets import CreateView, SnippetViewSet, SnippetViewSetGroup

from home.search.missed import LONGEST as LONGEST_WORD
from publishing.models import ChosenAnswer, DangerWords, SameMeaning


class AddSameMeaning(CreateView):
    """Takes the word over that the list of missed words hands it."""

    def get_initial_form_instance(self) -> SameMeaning:
        return self.model(typed=self.request.GET.get("typed", "")[:LONGEST_WORD].replace("\x00", " "))


class SameMeaningViewSet(SnippetViewSet):
    model = SameMeaning
    add_view_class = AddSameMeaning
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
