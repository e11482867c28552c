"""Places, help points, institutions and case figures."""

import json
import tomllib
from pathlib import Path

from django.conf import settings

from campaigns.models import AdatInstitution, CaseFigure, District, Nagari, Village
from home.help.models import HelpPoint, HelpSettings
from home.starter.ledger import Ledger
from publishing.models import SitePage

PLACES = settings.ROOT / "campaigns" / "data" / "places.json"
# Local spellings of official names: people look for these too.
OTHER_NAMES = {"13.76.03.1009": "Payobasuang", "13.76.03.1001": "Balai Jariang"}


def load_places(ledger: Ledger) -> None:
    data = json.loads(PLACES.read_text())
    nagari_of = {code: nagari["name"] for nagari in data["nagari"]["list"] for code in nagari["villages"]}
    for entry in data["nagari"]["list"]:
        ledger.once(
            f"nagari:{entry['name']}",
            lambda entry=entry: Nagari.objects.get_or_create(
                name=entry["name"], defaults={"source": data["nagari"]["source"]}
            ),
        )
    for entry in data["districts"]:
        ledger.once(
            f"district:{entry['code']}",
            lambda entry=entry: District.objects.get_or_create(code=entry["code"], defaults={"name": entry["name"]}),
        )
        for village in entry["villages"]:
            ledger.once(
                f"village:{village['code']}",
                lambda entry=entry, village=village: _make_village(entry["code"], village, nagari_of),
            )


def _make_village(district_code: str, village: dict, nagari_of: dict[str, str]) -> None:
    Village.objects.get_or_create(
        code=village["code"],
        defaults={
            "name": village["name"],
            "other_names": OTHER_NAMES.get(village["code"], ""),
            "district": District.objects.get(code=district_code),
            "nagari": Nagari.objects.filter(name=nagari_of.get(village["code"])).first(),
        },
    )


def load_help_points(ledger: Ledger, path: Path) -> None:
    for order, entry in enumerate(tomllib.loads(path.read_text())["point"], 1):
        ledger.once(f"help:{entry['key']}", lambda entry=entry, order=order: _make_help_point(entry, order * 10))


def _make_help_point(entry: dict, order: int) -> None:
    point = HelpPoint(
        order=order,
        is_free=entry.get("free"),
        **{key: value for key, value in entry.items() if key not in {"key", "free"}},
    )
    point.full_clean()
    point.save()
    if point.kind == HelpPoint.Kind.LOCAL:
        help_settings = HelpSettings.load()
        if help_settings.main_point is None:
            help_settings.main_point = point
            help_settings.save()


def load_institutions(ledger: Ledger, path: Path) -> None:
    for entry in tomllib.loads(path.read_text())["institution"]:
        ledger.once(f"institution:{entry['slug']}", lambda entry=entry: _make_institution(entry))


def _make_institution(entry: dict) -> None:
    institution = AdatInstitution(**{**entry, "nagari": Nagari.objects.filter(name=entry.get("nagari")).first()})
    institution.full_clean()
    institution.save()


def load_figures(ledger: Ledger, figures: list[dict]) -> None:
    for figure in figures:
        ledger.once(
            f"figure:{figure['year']}",
            lambda figure=figure: CaseFigure.objects.get_or_create(year=figure["year"], defaults=figure),
        )


def choose_safety_page(page: SitePage | None) -> None:
    help_settings = HelpSettings.load()
    if page and help_settings.safety_page is None:
        help_settings.safety_page_id = page.pk
        help_settings.save()
