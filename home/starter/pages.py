"""Pages from the TOML files of home/starter/pages: the folder of a file is the address of its page."""

import re
import tomllib
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from uuid import uuid4

from campaigns.models import (
    ArticlePage,
    DataPage,
    SessionIndexPage,
    SessionPage,
    TopicPage,
    WarningSignsPage,
)
from home.pages.contact import ContactPage
from home.pages.front import HomePage
from home.pages.plain import PlainPage
from home.starter import library
from home.starter.sessions import NAMED_RECORDS, name_records, set_days
from publishing.models import CampaignImage, SitePage
from resources.models import KitIndexPage, KitPage, MaterialIndexPage, MaterialPage

CLASSES: dict[str, type[SitePage]] = {
    "home": HomePage,
    "topic": TopicPage,
    "article": ArticlePage,
    "checklist": WarningSignsPage,
    "sessions": SessionIndexPage,
    "session": SessionPage,
    "contact": ContactPage,
    "plain": PlainPage,
    "data": DataPage,
    "materials": MaterialIndexPage,
    "material": MaterialPage,
    "kits": KitIndexPage,
    "kit": KitPage,
}
IN_MENU = {"topic", "sessions", "materials"}
# Keys of a file that are the name of a stream of blocks, and the block that each of its entries is.
STREAMS = {
    "sources": "source",
    "signs": "group",
    "sections": "section",
    "situations": "situation",
    "help_steps": "step",
    "partners": "partner",
    "speakers": "speaker",
    "programme": "item",
    "photos": "photo",
    "use_steps": "step",
}
NOT_FIELDS = {"type", "order", "in_menu", "figures", "draft", "when", "former", *NAMED_RECORDS, *library.KEYS}


@dataclass(frozen=True)
class PageFile:
    """One file: where its page stands, and what it says."""

    url: str
    entry: dict

    @classmethod
    def read_all(cls, folder: Path) -> list["PageFile"]:
        """All files, parents before children, siblings in their order."""
        files = []
        for path in folder.rglob("*.toml"):
            parts = path.relative_to(folder).with_suffix("").parts
            parts = parts[:-1] if parts[-1] == "index" else parts
            files.append(cls("/" + "".join(f"{part}/" for part in parts), tomllib.loads(path.read_text())))
        return sorted(files, key=lambda file: (file.url.count("/"), file.entry.get("order", 0), file.url))

    @property
    def parent_url(self) -> str | None:
        return None if self.url == "/" else self.url.rstrip("/").rpartition("/")[0] + "/"

    @property
    def slug(self) -> str:
        return self.url.rstrip("/").rpartition("/")[2] or "suluah"

    @cached_property
    def page_class(self) -> type[SitePage]:
        return CLASSES[self.entry["type"]]

    @property
    def is_in_menu(self) -> bool:
        return self.entry["type"] in IN_MENU and self.entry.get("in_menu", True)

    def new_page(self) -> SitePage:
        """The page without its streams, not yet public: pages may link to one another."""
        page = self.page_class(slug=self.slug, live=False, show_in_menus=self.is_in_menu)
        for name, value in self.entry.items():
            if name not in NOT_FIELDS and name != "body" and name not in STREAMS:
                setattr(page, name, value)
        if isinstance(page, SessionPage):
            set_days(page, self.entry)
        return page

    def fill(self, page: SitePage, pages: dict[str, SitePage], images: dict[str, CampaignImage]) -> None:
        """Set everything that may point to other pages or pictures."""
        resolve = _Resolver(pages, images)
        if isinstance(page, SessionPage):
            name_records(page, self.entry)
        for name, value in self.entry.items():
            if name in STREAMS:
                _set_stream(page, name, [{"type": STREAMS[name], "value": resolve(item)} for item in value])
            elif name == "body":
                blocks = [block for block in value if not resolve.lacks_picture(block)]
                _set_stream(page, name, [{"type": block["type"], "value": resolve(_raw(block))} for block in blocks])
            elif isinstance(value, str) and name not in NOT_FIELDS:
                setattr(page, name, resolve(value))
        library.fill(page, self.entry, pages)


def _set_stream(page: SitePage, name: str, raw: list[dict]) -> None:
    stream_block = page._meta.get_field(name).stream_block
    setattr(page, name, stream_block.to_python([{**block, "id": str(uuid4())} for block in raw]))


def _raw(block: dict) -> object:
    """A body block's value as Wagtail stores it; tables are written more simply in the files."""
    value = block["value"]
    if block["type"] == "table":
        return {
            "caption": value.get("caption", ""),
            "columns": [{"type": "text", "heading": heading} for heading in value["columns"]],
            "rows": [{"values": row} for row in value["rows"]],
        }
    return value


class _Resolver:
    """Turns addresses into links to pages (they follow a page that moves) and keys into pictures."""

    LINK = re.compile(r'<a href="(/[^"]*)">')

    def __init__(self, pages: dict[str, SitePage], images: dict[str, CampaignImage]) -> None:
        self.pages, self.images = pages, images

    def __call__(self, value: object) -> object:
        if isinstance(value, str):
            return self.LINK.sub(self._link, value)
        if isinstance(value, list):
            return [self(item) for item in value]
        if isinstance(value, dict):
            return {key: self._member(key, item) for key, item in value.items()}
        return value

    def lacks_picture(self, block: dict) -> bool:
        """Whether the picture of a figure is gone: an editor deleted or renamed it."""
        return block["type"] == "figure" and block["value"]["image"] not in self.images

    def _member(self, key: str, item: object) -> object:
        if key == "image":
            return self.images[item].pk
        if key == "page":
            return self.pages[item].pk
        if key == "content":
            return [{"type": block["type"], "value": self(_raw(block)), "id": str(uuid4())} for block in item]
        return self(item)

    def _link(self, match: re.Match) -> str:
        page = self.pages.get(match[1])
        return f'<a linktype="page" id="{page.pk}">' if page else match[0]
