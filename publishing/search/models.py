"""What search finds, and the words that the office teaches it."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, PageChooserPanel
from wagtail.models import Page

from publishing.pages.found import Group
from publishing.search.words import typed_words


class SearchEntry(models.Model):
    """
    One thing that a page is, or shows at an address below its own, ready for the index in memory.

    Made from the published text alone, in the transaction that publishes it, and away with it. Whether readers may open
    the page is asked when the index is read (see memory.py), never noted here.
    """

    page = models.ForeignKey(Page, on_delete=models.CASCADE, related_name="search_entries")
    route = models.CharField(max_length=200, blank=True)
    group = models.CharField(max_length=20, choices=Group.choices)
    weight = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=300)
    summary = models.TextField(blank=True)
    text = models.TextField(blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    # "perkosa 120 anak 14": each stem with how much it says of the entry (1 to 255).
    stems = models.TextField()
    # The words as they are written, for the eyes of who mistyped one.
    spellings = models.TextField()
    digest = models.CharField(max_length=32)

    # It is made in the transaction of a change that counts already.
    changes_what_readers_see = False

    class Meta:
        verbose_name = _("search entry")
        constraints = [models.UniqueConstraint(fields=["page", "route"], name="search_entry_once_an_address")]

    def __str__(self) -> str:
        return self.title


class OfficePage(models.Model):
    """
    The words of a page as its editors see it, drafts included: for the office's own search.

    A table of its own, which nothing public ever asks.
    """

    page = models.OneToOneField(Page, on_delete=models.CASCADE, primary_key=True, related_name="+")
    stems = models.TextField()  # each once, with a space before it

    changes_what_readers_see = False

    class Meta:
        verbose_name = _("page in the office's search")

    def __str__(self) -> str:
        return str(self.page_id)


def phrases(text: str) -> list[list[str]]:
    """The phrases of a field, one a line or between commas, each as the words of whoever types it."""
    return [words for phrase in text.replace(",", "\n").splitlines() if (words := typed_words(phrase))]


class Phrases(models.TextField):
    """Words or phrases, one a line or between commas; at least one with a letter or a digit."""

    def clean(self, value: str, instance: models.Model) -> str:
        value = super().clean(value, instance)
        if value and not phrases(value):
            raise ValidationError(_("There is no word here."))
        return value


class Taught(models.Model):
    """What the office teaches. Readers see none of it: it decides what they find (signals.py renews the generation)."""

    changes_what_readers_see = False

    class Meta:
        abstract = True


class SameMeaning(Taught):
    """Words that people type, and those of our texts that mean it."""

    typed = Phrases(
        _("what people type"),
        help_text=_("Words or phrases, with commas between them, such as: gebuk, babak belur. Small letters will do."),
    )
    meant = Phrases(
        _("what our texts call it"),
        help_text=_("Words of our pages, with commas between them, such as: pukul, kekerasan fisik."),
    )

    panels = [FieldPanel("typed"), FieldPanel("meant")]

    class Meta:
        ordering = ["typed"]
        verbose_name = _("words of the same meaning")
        verbose_name_plural = _("words of the same meaning")

    def __str__(self) -> str:
        return f"{self.typed[:60]} → {self.meant[:60]}"


class ChosenAnswer(Taught):
    """A page that the office wants first for some words."""

    words = Phrases(
        _("words"),
        help_text=_(
            "With commas between them. Whoever types all words of a phrase, in any order, finds this page first."
        ),
    )
    page = models.ForeignKey(
        Page, verbose_name=_("page"), on_delete=models.CASCADE, related_name="+", help_text=_("What comes first.")
    )
    route = models.CharField(
        _("address below the page"),
        max_length=200,
        blank=True,
        help_text=_("Empty for the page itself. Such as satgas/ below the contact page."),
    )

    panels = [FieldPanel("words"), PageChooserPanel("page"), FieldPanel("route")]

    class Meta:
        ordering = ["words"]
        verbose_name = _("chosen answer")
        verbose_name_plural = _("chosen answers")

    def __str__(self) -> str:
        return f"{self.words[:60]} → {self.page}"


class DangerWords(Taught):
    """What sounds like danger now, and which help stands above all results then."""

    class Card(models.TextChoices):
        NOW = "now", _("Danger now: 110 and the hotline")
        LIFE = "life", _("Wants to die: kind words, 110, healing119.id")
        CHILD = "child", _("A child: 110 and the hotline")
        ABROAD = "abroad", _("Held abroad: help for migrant workers, the embassy")

    card = models.CharField(_("card"), max_length=6, choices=Card.choices)
    words = Phrases(
        _("words"),
        help_text=_(
            "With commas between them. The card shows when all words of a phrase are typed, in any form (dipukul, "
            "memukul); “seseorang” stands for whoever is named (saya, ibu, anak tetangga). Better a card too many than "
            "one too few."
        ),
    )
    unless = Phrases(
        _("not with"),
        blank=True,
        help_text=_("Words that make it harmless, with commas between them, such as: paspor, for “hilang”."),
    )

    panels = [FieldPanel("card"), FieldPanel("words"), FieldPanel("unless")]

    class Meta:
        ordering = ["card", "words"]
        verbose_name = _("danger words")
        verbose_name_plural = _("danger words")

    def __str__(self) -> str:
        return f"{self.get_card_display()}: {self.words[:60]}"
