from home.help.models import HelpPoint, HelpSettings, TaskForce
from home.letters.models import WeeklyLetter
from home.links.models import DeadLink, LookedLink
from home.pages.contact import ContactPage
from home.pages.front import HomePage
from home.pages.plain import PlainPage
from home.search.models import MissedWord
from home.starter.models import StarterItem

__all__ = [
    "ContactPage",
    "DeadLink",
    "HelpPoint",
    "HelpSettings",
    "HomePage",
    "LookedLink",
    "MissedWord",
    "PlainPage",
    "StarterItem",
    "TaskForce",
    "WeeklyLetter",
]
