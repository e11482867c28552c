from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, TitleFieldPanel
from wagtail.snippets.models import register_snippet
from wagtail.snippets.views.snippets import SnippetViewSet, SnippetViewSetGroup

from campaigns.models import AdatInstitution, CaseFigure, District, Nagari, Village


class DistrictViewSet(SnippetViewSet):
    model = District
    icon = "site"
    list_display = ["name", "code"]
    panels = [FieldPanel("name"), FieldPanel("code")]


class VillageViewSet(SnippetViewSet):
    model = Village
    icon = "home"
    list_display = ["name", "district", "nagari", "code"]
    list_filter = ["district", "nagari"]
    search_fields = ["name", "other_names", "code"]
    panels = [
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
    panels = [FieldPanel("name"), FieldPanel("source")]


class CaseFigureViewSet(SnippetViewSet):
    model = CaseFigure
    icon = "order"
    list_display = ["year", "count", "source"]
    panels = [FieldPanel("year"), FieldPanel("count"), FieldPanel("source"), FieldPanel("note")]
    add_to_admin_menu = True
    menu_label = _("Case figures")
    menu_order = 320


class AdatInstitutionViewSet(SnippetViewSet):
    model = AdatInstitution
    icon = "group"
    list_display = ["name", "kind", "nagari"]
    list_filter = ["kind", "nagari"]
    search_fields = ["name"]
    panels = [
        TitleFieldPanel("name", targets=["slug"]),
        FieldPanel("slug"),
        FieldPanel("kind"),
        FieldPanel("nagari"),
        FieldPanel("description"),
        FieldPanel("source"),
    ]
    add_to_admin_menu = True
    menu_label = _("Adat institutions")
    menu_order = 315


class PlacesGroup(SnippetViewSetGroup):
    items = (DistrictViewSet, VillageViewSet, NagariViewSet)
    menu_label = _("Places")
    menu_icon = "site"
    menu_order = 330


register_snippet(AdatInstitutionViewSet)
register_snippet(PlacesGroup)
register_snippet(CaseFigureViewSet)
