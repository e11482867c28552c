from home.help.models import HelpPoint, HelpSettings, TaskForce
from home.models.contact import ContactPage
from home.models.home import HomePage
from home.models.plain import PlainPage
from home.models.starter import StarterItem
from home.search.models import MissedWord

__all__ = [
    "ContactPage",
    "HelpPoint",
    "HelpSettings",
    "HomePage",
    "MissedWord",
    "PlainPage",
    "StarterItem",
    "TaskForce",
]
