from publishing.accounts.attempt import Attempt
from publishing.accounts.links import AccountLink
from publishing.accounts.user import User
from publishing.fronts.models import Front, KeptAddress
from publishing.guard.confirmations import Confirmation
from publishing.media.models import CampaignDocument, CampaignImage, CampaignRendition, DocumentWords
from publishing.pages.generation import Generation
from publishing.pages.models import SitePage
from publishing.pages.public_check import PublicFinding
from publishing.pages.review.old_stops import OldStop
from publishing.pages.review.task import ReviewTask
from publishing.pages.schedule_failure import ScheduleFailure
from publishing.search.models import ChosenAnswer, DangerWords, OfficePage, SameMeaning, SearchEntry

__all__ = [
    "AccountLink",
    "Attempt",
    "CampaignDocument",
    "CampaignImage",
    "CampaignRendition",
    "ChosenAnswer",
    "Confirmation",
    "DangerWords",
    "DocumentWords",
    "Front",
    "Generation",
    "KeptAddress",
    "OfficePage",
    "OldStop",
    "PublicFinding",
    "ReviewTask",
    "SameMeaning",
    "ScheduleFailure",
    "SearchEntry",
    "SitePage",
    "User",
]
