from home.help.models import HelpPoint, HelpSettings, TaskForce
from home.models.contact import ContactPage
from home.models.home import HomePage
from home.models.letters import WeeklyLetter
from home.models.links import DeadLink, LookedLink
from home.models.missed_word import MissedWord
from home.models.plain import PlainPage
from home.models.starter import StarterItem

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
