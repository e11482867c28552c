"""What waits among numbers, pictures and files."""

from collections.abc import Iterator

from django.conf import settings
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.images.permissions import permission_policy as pictures

from home.desk.reach import Reach
from home.desk.words import edit, on_day
from home.models import HelpPoint
from publishing.desk import MOST_NAMED, Group, Part, Task, first_and_count
from publishing.fronts.editors import behind
from publishing.fronts.models import Front
from publishing.models import User
from resources.models import KitArchive, State

SILENT = _(
    "It does not answer, or the site behind it does not, and is tried again. Tell whoever looks after the server."
)
MOST_GONE = 20  # addresses, that a server in front still shows


def groups(user: User) -> Iterator[Group]:
    for front in behind() if settings.FRONTS else []:
        yield _front(front)
    if user.has_perm("home.publish_helppoint"):
        points = list(HelpPoint.objects.waiting(timezone.localdate()))
        yield Group(
            Part.TIDY,
            _("Help points to verify"),
            [
                Task(
                    point.name,
                    reverse("wagtailsnippets_home_helppoint:edit", args=[point.pk]),
                    gettext("last checked on %(day)s") % {"day": on_day(point.verified_on)}
                    if point.is_shown
                    else _("readers don't see it yet"),
                )
                for point in points[:MOST_NAMED]
            ],
            len(points),
        )
    undescribed = pictures.instances_user_has_permission_for(user, "change").filter(description="").order_by("-pk")
    images, count = first_and_count(undescribed)
    yield Group(
        Part.TIDY,
        _("Pictures without a description"),
        [Task(image.title, reverse("wagtailimages:edit", args=[image.pk])) for image in images],
        count,
        _("Blind readers hear it. Pages show no picture of people whose consent is not on record."),
    )
    failed = KitArchive.objects.filter(Reach.of(user).within("kit__"), state=State.FAILED).select_related("kit")
    yield Group(
        Part.TIDY,
        _("Kits whose ZIP could not be built"),
        [Task(archive.kit.title, edit(archive.kit_id), archive.failure) for archive in failed],
    )


def _front(front: Front) -> Group:
    if front.failures:
        state = SILENT
    elif front.is_looked_after:
        state = gettext("%(done)s of %(total)s addresses are done.") % {"done": front.done, "total": front.total}
    else:
        state = _("It waits for the worker of the site.")
    words = gettext("Not gone yet on %(place)s") if front.gone else gettext("Not everything is new yet on %(place)s")
    gone = [Task(path) for path in front.gone[:MOST_GONE]]
    return Group(Part.MINE, words % {"place": front.location}, gone or [Task(state)], advice=state if gone else "")
