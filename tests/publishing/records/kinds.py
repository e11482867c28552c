"""The kinds of records with drafts, and how the tests write one and read it as a stranger."""

from collections.abc import Callable
from dataclasses import dataclass, field

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from campaigns.models import AdatInstitution, CaseFigure, Village
from home.models import HelpPoint, HelpSettings, TaskForce
from publishing.models import User
from publishing.records.models import ReviewedRecord

TODAY = timezone.localdate().isoformat()


def browser_of(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@dataclass(frozen=True)
class Kind:
    """`typed` are the fields of its form, `field` the one that the tests change, from `old` to `new`."""

    model: type[ReviewedRecord]
    typed: Callable[[], dict]
    field: str
    old: str
    new: str
    pages: tuple[str, ...] = field(default=("/",))

    def __str__(self) -> str:
        return self.model.__name__

    def made(self) -> ReviewedRecord:
        """A live one, as the starter content makes it."""
        typed = self.typed() | {self.field: self.old}
        if self.model is HelpSettings:
            record = HelpSettings.load()
            record.exit_url = self.old
        else:
            keys = {name: typed.pop(name) for name in ("village",) if name in typed}
            record = self.model(**typed, **{f"{name}_id": pk for name, pk in keys.items()})
        record.full_clean()
        record.save()
        return record

    def address(self, action: str, *args: object) -> str:
        return reverse(self.model.snippet_viewset.get_url_name(action), args=args)

    def send(self, user: User, record: ReviewedRecord | None, action: str = "", **changes: str):
        typed = self.typed() | changes | ({f"action-{action}": "1"} if action else {})
        address = self.address("edit", record.pk) if record else self.address("add")
        return browser_of(user).post(address, typed)

    def is_read(self, words: str) -> bool:
        return any(words in Client().get(page).content.decode() for page in self.pages)


KINDS = (
    Kind(
        AdatInstitution,
        lambda: {"name": "KAN Uji", "slug": "kan-uji", "kind": "kan"},
        "description", "Kalimat lama", "Kalimat baru", ("/kegiatan/lembaga/kan-uji/",),
    ),
    Kind(
        CaseFigure,
        lambda: {"year": "2001", "count": "7", "source": "Laporan tahunan"},
        "source", "Sumber lama", "Sumber baru", ("/data/",),
    ),
    Kind(
        HelpPoint,
        lambda: {
            "name": "Layanan uji", "kind": "local", "phone": "110", "source": "Telepon", "verified_on": TODAY,
            "order": "1",
        },
        "description", "Kalimat lama", "Kalimat baru", ("/hubungi/",),
    ),
    Kind(
        TaskForce,
        lambda: {
            "village": Village.objects.order_by("pk")[0].pk, "phone": "110", "source": "Telepon", "verified_on": TODAY,
        },
        "place", "Kantor lama", "Kantor baru", ("/hubungi/satgas/",),
    ),
    Kind(HelpSettings, dict, "exit_url", "https://www.bmkg.go.id/cuaca", "https://www.bmkg.go.id/gempa", ("/",)),
)  # fmt: skip
