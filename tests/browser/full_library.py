"""A library full of materials with words as various as real ones, for a site that tests look at in a browser."""

from random import Random

from django.core.files.base import ContentFile

from resources.models import KitIndexPage, MaterialIndexPage, MaterialPage
from tests.resources.factories import (
    KitArchiveFactory,
    KitFactory,
    KitPartFactory,
    MaterialFactory,
    MaterialFileFactory,
    PreparationFactory,
    PreviewPictureFactory,
)
from tests.resources.pictures import page_like

SYLLABLES = [
    "ba",
    "ca",
    "da",
    "ga",
    "ha",
    "ja",
    "ka",
    "la",
    "ma",
    "na",
    "pa",
    "ra",
    "sa",
    "ta",
    "wa",
    "ya",
    "bu",
    "di",
    "ang",
]
STEPS = [
    ("step", {"title": title, "text": "<p>Bacakan satu per satu, lalu tanyakan pendapat hadirin.</p>"})
    for title in ("Sebelum acara", "Saat acara", "Setelah acara")
]
NUMBER = 60


def fill() -> None:
    chance = Random(5)
    vocabulary = ["".join(chance.choices(SYLLABLES, k=chance.randint(2, 4))) for _word in range(600)]
    materials = [_material(number, chance, vocabulary) for number in range(NUMBER)]
    _prepared(materials[1:])
    _previews(materials[0])
    MaterialFactory(parent=MaterialIndexPage.objects.get(), title="Versi yang baru", replaces=materials[1])
    _kit(materials[:8])


def _material(number: int, chance: Random, vocabulary: list[str]) -> MaterialPage:
    kinds, audiences = MaterialPage.Kind.values, MaterialPage.Audience.values
    material = MaterialFactory(
        parent=MaterialIndexPage.objects.get(),
        slug=f"materi-{number}",
        title=" ".join(["Materi", *chance.choices(vocabulary, k=5)]),
        summary=" ".join(chance.choices(vocabulary, k=40)).capitalize()[:300],
        kind=kinds[number % len(kinds)],
        audiences=[audiences[1 + number % (len(audiences) - 1)], audiences[0]],
        language="min" if number % 9 == 0 else "id",
        use_steps=STEPS,
        version="2",
        changes="Nomor SAPA 129 ditambahkan.",
    )
    material.topics.add(vocabulary[number % 24].capitalize(), "TPPO")
    material.save()
    MaterialFileFactory(page=material)
    MaterialFileFactory(page=material, purpose="ubah", document__ending="pptx")
    return material


def _prepared(materials: list[MaterialPage]) -> None:
    """As the worker leaves them, a cover and no more: it would draw all of them while the tests look at the lists."""
    cover = page_like(30, 42, "AVIF")
    for material in materials:
        drawn, _counted = (PreparationFactory(document=file.document) for file in material.files.all())
        image = ContentFile(page_like(30, 42), name="a.webp")
        PreviewPictureFactory(preparation=drawn, page_number=1, image=image, cover=ContentFile(cover, name="a.avif"))


def _previews(material: MaterialPage) -> None:
    document = material.files.first().document
    preparation = PreparationFactory(document=document, pages=3, whatsapp="a.jpg", whatsapp_size=180_000)
    for number in (1, 2, 3):
        image = ContentFile(page_like(), name="a.webp")
        # With a cover, or the worker would draw the pictures anew.
        cover = ContentFile(page_like(120, 170, "AVIF"), name="a.avif") if number == 1 else ""
        PreviewPictureFactory(preparation=preparation, page_number=number, image=image, cover=cover)


def _kit(materials: list[MaterialPage]) -> None:
    kit = KitFactory(
        parent=KitIndexPage.objects.get(), slug="paket", title="Sosialisasi 60 menit", summary="Di nagari."
    )
    for number, material in enumerate(materials):
        talk = "<p>Dengarkan dulu, jangan menyalahkan.</p>"
        KitPartFactory(kit=kit, title=f"Bagian {number}", talk=talk, material=material, sort_order=number)
    KitArchiveFactory(kit=kit)
