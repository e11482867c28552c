"""
Who may do what. Columns are the office's five groups, rows are what they act on, words are Django's and Wagtail's
actions. It is the truth for these groups, for the workflow and for its task; apply.py brings it into the database.
"""

from collections.abc import Iterator

from django.contrib.auth.models import Group
from django.db.models import Model
from wagtail.models import Task, Workflow

from resources.partners.models import GROUP as PARTNERS

# fmt: off
NO, ENTER, VIEW, CHANGE, OWN = "", "access", "view", "change", "add change view"
MANAGE, ALL, ANSWER = "add change delete", "add change delete view", "change delete view"
CHOOSE, ADD, KEEP = "choose", "add choose", "add change choose"
WRITE, FILL, PUBLISH = "add change", "add change publish", "add change publish lock unlock"
RULE = f"{PUBLISH} bulk_delete"
REVIEW, GOVERN = f"{PUBLISH} view", f"{PUBLISH} view delete"
SUGGEST, SET = "change view", "change view publish lock unlock"

ROLES = (                          "Penulis",  "Peninjau", "Pengelola Materi", PARTNERS,  "Administrator")

# Rights on records of a kind; the first row is the editors' area itself.
RECORDS = {
    "wagtailadmin.admin":         (ENTER,      ENTER,      ENTER,            NO,         ENTER),
    # These have drafts and review, as pages do. Taking down can be undone; deleting is for Administrator.
    "campaigns.adatinstitution":  (OWN,        REVIEW,     NO,               NO,         GOVERN),
    "campaigns.casefigure":       (OWN,        REVIEW,     NO,               NO,         GOVERN),
    "home.helppoint":             (OWN,        REVIEW,     NO,               NO,         GOVERN),
    "home.taskforce":             (OWN,        REVIEW,     NO,               NO,         GOVERN),
    "home.helpsettings":          (SUGGEST,    SET,        NO,               NO,         SET),
    # Readers see a change of these at once.
    "campaigns.district":         (NO,         ALL,        NO,               NO,         ALL),
    "campaigns.nagari":           (NO,         ALL,        NO,               NO,         ALL),
    "campaigns.village":          (NO,         ALL,        NO,               NO,         ALL),
    # One row. Readers see nothing of it, and no table shows more than its reader may see.
    "campaigns.sessioncolumns":   (NO,         CHANGE,     NO,               NO,         CHANGE),
    # Nobody adds a request here: they come from the form of readers.
    "campaigns.sessionrequest":   (NO,         ANSWER,     NO,               NO,         ANSWER),
    "publishing.samemeaning":     (NO,         ALL,        NO,               NO,         ALL),
    "publishing.chosenanswer":    (NO,         ALL,        NO,               NO,         ALL),
    "publishing.dangerwords":     (NO,         ALL,        NO,               NO,         ALL),
    "resources.download":         (VIEW,       VIEW,       VIEW,             NO,         VIEW),
    "resources.partner":          (NO,         OWN,        OWN,              NO,         ALL),
    "publishing.user":            (NO,         NO,         NO,               NO,         MANAGE),
    "auth.group":                 (NO,         NO,         NO,               NO,         MANAGE),
    "wagtailcore.collection":     (NO,         NO,         NO,               NO,         MANAGE),
    "wagtailcore.workflow":       (NO,         NO,         NO,               NO,         MANAGE),
    "wagtailcore.task":           (NO,         NO,         NO,               NO,         MANAGE),
    "wagtailredirects.redirect":  (NO,         NO,         NO,               NO,         MANAGE),
    "wagtailcore.site":           (NO,         NO,         NO,               NO,         CHANGE),
}

# Rights on files, in every collection.
FILES = {
    "wagtailimages.image":        (ADD,        KEEP,       KEEP,             NO,         KEEP),
    "wagtaildocs.document":       (CHOOSE,     KEEP,       KEEP,             NO,         KEEP),
}

# Rights on pages: they hold for all that lies below, too.
PAGES = {
    "whole site":                 (WRITE,      PUBLISH,    NO,               NO,         RULE),
    "library":                    (NO,         NO,         FILL,             NO,         NO),
}
# fmt: on

WORKFLOW, TASK, REVIEWERS = "Tinjau lalu terbit", "Tinjauan", ("Peninjau",)


def rights(part: dict[str, tuple[str, ...]]) -> Iterator[tuple[str, str, str]]:
    """Every right of a part of the table: role, row, action."""
    for row, columns in part.items():
        for role, actions in zip(ROLES, columns, strict=True):
            for action in actions.split():
                yield role, row, action


def is_fixed(thing: Model) -> bool:
    """Whether this group, workflow or task is one that the code looks after, so that nobody may change it by hand."""
    names = {Group: ROLES, Workflow: (WORKFLOW,), Task: (TASK,)}
    return any(isinstance(thing, kind) and thing.name in fixed for kind, fixed in names.items())
