from publishing.accounts.attempt import Attempt
from publishing.accounts.user import User
<<<<<<< HEAD
from publishing.guard.confirmations import Confirmation
from publishing.media.models import CampaignDocument, CampaignImage, CampaignRendition, DocumentWords
=======
from publishing.fronts.models import Front, KeptAddress
from publishing.media.models import CampaignDocument, CampaignImage, CampaignRendition
>>>>>>> main
from publishing.pages.generation import Generation
from publishing.pages.models import SitePage
from publishing.pages.public_check import PublicFinding
from publishing.pages.review import ReviewTask
from publishing.pages.schedule_failure import ScheduleFailure

__all__ = [
    "Attempt",
    "CampaignDocument",
    "CampaignImage",
    "CampaignRendition",
<<<<<<< HEAD
    "Confirmation",
    "DocumentWords",
    "Generation",
    "PublicFinding",
=======
    "Front",
    "Generation",
    "KeptAddress",
>>>>>>> main
    "ReviewTask",
    "ScheduleFailure",
    "SitePage",
    "User",
]
