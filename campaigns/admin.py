"""The screens of what is a record and no page: places, adat institutions and case figures."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from campaigns.figures import CaseFigure
from campaigns.institutions import AdatInstitution
from campaigns.places import District, Nagari, Village
from publishing.guard.panels import GuardPanel
from publishing.records.screens import ReviewedViewSet


class DistrictViewSet(SnippetViewSet):
    model = District
    icon = "site"
    list_display = ["name", "code"]
    panels = [GuardPanel(), FieldPanel("name"), FieldPanel("code")]


class VillageViewSet(SnippetViewSet):
    model = Village
    icon = "home"
    list_display = ["name", "district", "nagari", "code"]
    list_filter = ["district", "nagari"]
    search_fields = ["name", "other_names", "code"]
    panels = [
        GuardPanel(),
        FieldPanel("name"),
        FieldPanel("other_names"),
        FieldPanel("district"),
        FieldPanel("nagari"),
        FieldPanel("code"),
    ]


class NagariViewSet(SnippetViewSet):
    model = Nagari
    icon = "group"
    list_display = ["name", "source"]
    panels = [GuardPanel(), FieldPanel("name"), FieldPanel("source")]


class PlacesGroup(SnippetViewSetGroup):
    items = (DistrictViewSet, VillageViewSet, NagariViewSet)
    menu_label = _("Places")
    menu_icon = "site"
    menu_order = 330


class CaseFigureViewSet(ReviewedViewSet):
    model = CaseFigure
    icon = "order"
    list_display = ["year", "count", "source"]
    panels = [GuardPanel(), FieldPanel("year"), FieldPanel("count"), FieldPanel("source"), FieldPanel("note")]
    add_to_admin_menu = True
    menu_label = _("Case figures")
    menu_order = 320


class AdatInstitutionViewSet(ReviewedViewSet):
    model = AdatInstitution
    icon = "group"
    list_display = ["name", "kind", "nagari"]
    list_filter = ["kind", "nagari"]
    search_fields = ["name"]
    panels = [
        GuardPanel(),
        TitleFieldPanel("name", targets=["slug"], placeholder=_("Name"), required_on_save=True),
        FieldPanel("slug", required_on_save=True),
        FieldPanel("kind"),
        FieldPanel("nagari"),
        FieldPanel("description"),
        FieldPanel("source"),
    ]
    add_to_admin_menu = True
    menu_label = _("Adat institutions")
    menu_order = 315
