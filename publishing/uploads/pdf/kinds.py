"""What an object of a PDF is, as far as the cleaner has to know."""

from collections.abc import Iterator

from pikepdf import Array, Dictionary, Name, Object, PdfError, Stream

from publishing.uploads.pdf import rules
from publishing.uploads.pdf.title import was_written_here


def kind_of(item: Object, keys: set[str], subtype: str) -> str:
    """Which of rules.KEPT_KEYS holds for a dictionary of these keys, also for those that need not say what they are."""
    if isinstance(item, Stream):
        return subtype
    kind = item["/Type"] if "/Type" in keys else None
    if isinstance(kind, Name):
        return str(kind)
    if "/Title" in keys and "/Parent" in keys:
        return "/OutlineItem"
    return "/StructElem" if "/S" in keys and "/P" in keys and "/Pg" in keys else ""


def what_it_does(item: Object, keys: set[str]) -> str:
    """What an action that may not stay is called before the editor; nothing for any other dictionary of these keys."""
    named = item["/S"] if "/S" in keys else None
    if not isinstance(named, Name) or kind_of(item, keys, "") == "/StructElem":  # parts of the text have names too
        return ""
    kind = str(named)
    declared = "/Type" in keys and item["/Type"] == Name.Action
    if kind in rules.RUNS or (declared and kind not in rules.KEPT_ACTIONS):
        return "scripts" if kind in rules.PROGRAMS else "actions"
    if kind == "/URI" and "/URI" in keys and not rules.SAFE_LINK.match(bytes(item["/URI"])):
        return "links"
    return "actions" if kind == "/Named" and str(item.get("/N", "")) not in rules.KEPT_NAMED else ""


def told_of(action: Object) -> str:
    """What an action, or a dictionary of actions, is called before the editor; nothing for one that only shows."""
    kinds = {str(found.get("/S", "")) for found in _actions(action, 0)}
    if kinds & rules.PROGRAMS:
        return "scripts"
    return "actions" if kinds - {"", "/GoTo"} else ""


def _actions(value: Object, depth: int) -> Iterator[Object]:
    if depth < 10 and isinstance(value, Dictionary):
        yield value
        for key, inner in value.items():
            if "/S" not in value or key == "/Next":
                yield from _actions(inner, depth + 1)
    elif depth < 10 and isinstance(value, Array):
        for inner in value:
            yield from _actions(inner, depth + 1)


def holds_stream(value: object, depth: int = 0) -> bool:
    if isinstance(value, Stream):
        return True
    if depth > 5 or not isinstance(value, Array | Dictionary):
        return False
    within = value if isinstance(value, Array) else value.values()
    return any(holds_stream(item, depth + 1) for item in within)


def has_leaves(tree: Object | None) -> bool:
    return isinstance(tree, Dictionary) and any(len(tree.get(key, [])) for key in ("/Names", "/Kids"))


def is_ours(metadata: Object) -> bool:
    try:
        return isinstance(metadata, Stream) and was_written_here(metadata.read_bytes())
    except PdfError:  # a stream that can't be unpacked
        return False


def is_drawn(value: object) -> bool:
    """Resources have names of any kind: a font may be called /AF."""
    if not isinstance(value, Dictionary | Stream):
        return False
    drawn = {Name.Font, Name.XObject, Name.Pattern, Name.ExtGState}
    return value.get("/Type") in drawn or value.get("/Subtype") in {Name.Image, Name.Form}
