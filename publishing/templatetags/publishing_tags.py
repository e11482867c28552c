"""Tags that templates of every floor use."""

import json
import re
from collections.abc import Callable
from datetime import date
from functools import lru_cache

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.utils.formats import date_format
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from publishing.pages import links, reading, sheet_files, sheets
from publishing.words import abbreviations, foreign_words, laws
from publishing.words.anchors import anchored

register = template.Library()
register.filter(anchored)

# What would end a <script> or start a comment inside it, as JSON escapes (the same set as Django's json_script).
_JSON_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


_INDENT = re.compile(r"\n\s+")
# A line that ends within an element, at its very beginning or end, where white space stands outside of it too: browsers
# show one of the two. Behind what has no end (a picture, a field) it is the only one.
_FIRST_LINE = re.compile(r"(?<=\s)(<(?!(?:area|br|col|hr|img|input|link|meta|source|wbr)\b)[a-z][^<>]*>)\n")
_LAST_LINE = re.compile(r"\n(</[a-z0-9]+>)(?=\s)")


@lru_cache(maxsize=64)
def _drawing(name: str) -> str:
    return (settings.ROOT / "templates" / "icons" / f"{name}.svg").read_text().strip()


@register.simple_tag
@lru_cache(maxsize=1)
def torch() -> SafeString:
    """The mark of the site, decorative. It stands in the page: as a file it would cost its headers three times over."""
    drawing = (settings.ROOT / "static" / "img" / "mark.svg").read_text().strip()
    own = 'width="36" height="36" aria-hidden="true"'
    return mark_safe(drawing.replace('xmlns="http://www.w3.org/2000/svg"', own))


@register.simple_tag
def svg(name: str) -> SafeString:
    """An icon of templates/icons, decorative: the words beside it say what it means."""
    return format_html('<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">{}</svg>', mark_safe(_drawing(name)))


@register.simple_tag
def style_sheet(name: str = "page") -> SafeString:
    """The <style> element of a page, with one of the sheets of `publishing.pages.sheets`."""
    return mark_safe(f"<style>{sheets.style_sheet(name)}</style>")


@register.simple_tag
def further_style_sheet(name: str = "frame") -> SafeString:
    """The page's other sheet. What stands above it, the first screen, shows without waiting for the file."""
    return format_html('<link rel="stylesheet" href="{}">', static(sheet_files.address(name)))


@register.simple_tag
def exit_script() -> SafeString:
    """The script of quick exit; it stands right behind the link, so that it works before the rest has come."""
    return mark_safe(f"<script>{sheets.exit_script()}</script>")


@register.simple_tag
def json_ld(data: list[dict], *more: dict) -> SafeString:
    """Structured data as one script element that no title can break out of."""
    if not data and not more:
        return mark_safe("")
    text = json.dumps([*data, *more], ensure_ascii=False, separators=(",", ":")).translate(_JSON_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')


@register.simple_block_tag
def for_readers(content: str) -> SafeString:
    """
    What it encloses, with each abbreviation in full once and words of other languages marked for those who listen,
    the articles of laws in small, and a link on every number of help.
    """
    spoken = foreign_words.marked(abbreviations.spelt_out(content))
    return mark_safe(_outdented(links.with_numbers(laws.in_small(spoken))))


def _outdented(html: str) -> str:
    """Without the white space that no reader sees but every phone loads; what was typed stays as it is."""
    if "<textarea" in html or "<pre" in html:
        return html
    return _LAST_LINE.sub(r"\1", _FIRST_LINE.sub(r"\1", _INDENT.sub("\n", html)))


Render = Callable[[template.Context], str]
# What a part that is kept for all pages may show.
SITE_WIDE = {"request", "help", "navigation"}


class KeptNode(template.Node):
    """Renders what it encloses by `keep(context, render)`, which may know it already; outdented, as `for_readers`."""

    child_nodelists = ("nodelist",)

    def __init__(self, nodelist: template.NodeList, keep: Callable[[template.Context, Render], str]) -> None:
        self.nodelist, self.keep = nodelist, keep

    def render(self, context: template.Context) -> str:
        return self.keep(context, lambda lent: _outdented(self.nodelist.render(lent)))


@register.tag
def kept_content(parser: template.base.Parser, token: template.base.Token) -> KeptNode:
    """`{% kept_content %}`: what the page shows at this address, rendered once a generation for all strangers."""
    nodelist = parser.parse(("endkept_content",))
    parser.delete_first_token()
    return KeptNode(
        nodelist,
        lambda context, render: reading.content(context.get("request"), context.get("page"), lambda: render(context)),
    )


@register.tag
def kept(parser: template.base.Parser, token: template.base.Token) -> KeptNode:
    """
    `{% kept "name" value … %}`: what is the same on all pages with these values, rendered once a generation.

    It sees `SITE_WIDE` and the variables that are named, no other: what one reader typed would stand on pages of all.
    """
    _tag, *words = token.split_contents()
    named = [parser.compile_filter(word) for word in words]
    seen = SITE_WIDE | {word.partition(".")[0] for word in words}
    nodelist = parser.parse(("endkept",))
    parser.delete_first_token()

    def keep(context: template.Context, render: Render) -> str:
        lent = context.new({name: context[name] for name in seen if name in context})
        return reading.part(tuple(name.resolve(context, ignore_failures=True) for name in named), lambda: render(lent))

    return KeptNode(nodelist, keep)


@register.filter
def checked_links(html: str) -> SafeString:
    """Rendered rich text with the links that a reader may follow."""
    return mark_safe(links.checked(html))


@register.filter
def long_date(day: date | None) -> str:
    """ "8 Mei 2024"."""
    return date_format(day, "j F Y") if day else ""
