from itertools import groupby

from wagtail import hooks
from wagtail.admin.ui.components import Component

from home.desk import library, notes, pages, sessions
from home.desk.shortcuts import shortcuts
from publishing.desk import DESK, Group, Part
from publishing.models import User

OWN = (pages.groups, notes.groups, sessions.groups, library.groups)


def desk(user: User) -> list[tuple[Part, list[Group]]]:
    """The parts that hold something for this user, in their order."""
    found = [group for groups in (*OWN, *hooks.get_hooks(DESK)) for group in groups(user) if group.tasks]
    found.sort(key=lambda group: group.part)
    return [(part, list(groups)) for part, groups in groupby(found, key=lambda group: group.part)]


class DeskPanel(Component):
    name = "attention"
    template_name = "wagtailadmin/home/desk.html"
    order = 10

    def get_context_data(self, parent_context: dict) -> dict:
        user = parent_context["request"].user
        parts = desk(user)
        return {
            "parts": parts,
            "shortcuts": shortcuts(user),
            "is_calm": all(part in {Part.COMING, Part.KNOW} for part, _groups in parts),
            "waiting": sum(group.count for part, groups in parts if part == Part.MINE for group in groups),
        }
