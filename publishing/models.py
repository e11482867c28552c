from publishing.accounts.attempt import Attempt
from publishing.accounts.user import User
from publishing.fronts.models import Front, KeptAddress
from publishing.media.models import CampaignDocument, CampaignImage, CampaignRendition
from publishing.pages.generation import Generation
from publishing.pages.models import SitePage
from publishing.pages.review import ReviewTask
from publishing.pages.schedule_failure import ScheduleFailure

__all__ = [
    "Attempt",
    "CampaignDocument",
    "CampaignImage",
    "CampaignRendition",
    "Front",
    "Generation",
    "KeptAddress",
    "ReviewTask",
    "ScheduleFailure",
    "SitePage",
    "User",
]
