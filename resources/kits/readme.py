"""BACA-SAYA.txt: what is in a kit and how to hold the session with it, for somebody without the site at hand."""

import textwrap
from collections.abc import Iterator

from bs4 import BeautifulSoup
from django.utils.translation import gettext, ngettext

from resources.kits.contents import Contents, Entry
from resources.materials.sizes import short_size

WIDTH = 76


def text(contents: Contents) -> str:
    sections = [_opening, _plan, _files, _licence, _help, _checking]
    written = ["\n".join(section(contents)) for section in sections]
    return "\n\n".join(section for section in written if section) + "\n"


def _opening(contents: Contents) -> Iterator[str]:
    kit = contents.kit
    yield from _heading(kit.title.upper(), "=")
    if kit.summary:
        yield from _paragraph(kit.summary)
        yield ""
    yield from _paragraph(gettext("For: %(session)s.") % {"session": kit.get_session_display()})
    yield from _paragraph(
        ngettext("Takes %(count)s minute.", "Takes %(count)s minutes.", kit.total_minutes)
        % {"count": kit.total_minutes}
    )
    yield from _paragraph(gettext("The newest version of this kit: %(address)s") % {"address": kit.full_url or ""})


def _plan(contents: Contents) -> Iterator[str]:
    yield from _heading(gettext("HOW TO HOLD THE SESSION"))
    for number, part in enumerate(contents.kit.plan, 1):
        times = gettext("minute %(start)s to %(end)s") % {"start": part.start, "end": part.end}
        if number > 1:
            yield ""
        yield from _paragraph(f"{number}. {part.title} ({times})")
        for line in _spoken(part.talk):
            yield from _paragraph(line, indent="   ")
        if folder := contents.shown.get(part.pk):
            yield from _paragraph(gettext("Material: folder %(folder)s") % {"folder": f"{folder}/"}, indent="   ")


def _files(contents: Contents) -> Iterator[str]:
    yield from _heading(gettext("WHAT IS IN THIS KIT"))
    if not contents.entries:
        yield from _paragraph(gettext("This kit has no files, only the plan above."))
    for folder in contents.folders.values():
        for entry in contents.entries:
            if entry.path.startswith(f"{folder}/"):
                yield entry.path
                yield from _paragraph(_what(entry), indent="   ")


def _what(entry: Entry) -> str:
    return f"{entry.material.stated_title}: {entry.purpose} ({entry.format}, {short_size(entry.size)})"


def _licence(contents: Contents) -> Iterator[str]:
    if not contents.entries:
        return
    yield from _heading(gettext("LICENCE"))
    by_sentence: dict[str, list[str]] = {}
    for entry in contents.entries:
        titles = by_sentence.setdefault(str(entry.material.licence_sentence), [])
        if entry.material.title not in titles:
            titles.append(entry.material.title)
    for sentence, titles in by_sentence.items():
        yield from _paragraph(sentence)
        yield from _paragraph(gettext("This holds for: %(titles)s.") % {"titles": ", ".join(titles)}, indent="   ")


def _help(contents: Contents) -> Iterator[str]:
    yield from _heading(gettext("IF SOMEBODY NEEDS HELP"))
    yield from _paragraph(
        gettext("Somebody may come to you after the session. Listen, believe, tell nobody, and offer to call together.")
    )
    for line in contents.help_lines:
        yield from _paragraph(f"- {line}", rest="  ")
    if not contents.help_lines:
        yield from _paragraph(gettext("The numbers stand on the site, under “Hubungi”."))


def _checking(contents: Contents) -> Iterator[str]:
    yield from _heading(gettext("ARE ALL FILES COMPLETE?"))
    yield from _paragraph(
        gettext("daftar-isi.csv lists every file for a spreadsheet. SHA256SUMS holds their checksums:")
    )
    yield "   sha256sum -c SHA256SUMS"
    yield from _paragraph(gettext("On Windows, one file at a time; the line has to be that of SHA256SUMS:"))
    yield "   certutil -hashfile daftar-isi.csv SHA256"


def _spoken(talk: str) -> Iterator[str]:
    """What an editor wrote for the speaker, without its marks: a line for each paragraph and each point of a list."""
    soup = BeautifulSoup(talk, "html.parser")
    for line_break in soup.find_all("br"):
        line_break.replace_with(" ")
    for element in soup.find_all(["p", "li"]):
        words = " ".join(element.get_text().split())
        if not words:
            continue
        if element.name == "p":
            yield words
        elif element.parent.name == "ol":
            yield f"{len(element.find_previous_siblings('li')) + 1}. {words}"
        else:
            yield f"- {words}"


def _heading(words: str, line: str = "-") -> Iterator[str]:
    yield from _paragraph(words)
    yield line * min(len(words), WIDTH)


def _paragraph(words: str, indent: str = "", rest: str = "") -> list[str]:
    return textwrap.wrap(
        words,
        WIDTH,
        initial_indent=indent,
        subsequent_indent=rest or indent,
        break_long_words=False,
        break_on_hyphens=False,  # they stand in addresses
    )
