from publishing.accounts.attempt import Attempt
from publishing.accounts.user import User
from publishing.media.models import CampaignDocument, CampaignImage, CampaignRendition
from publishing.pages.generation import Generation
from publishing.pages.models import SitePage

__all__ = ["Attempt", "CampaignDocument", "CampaignImage", "CampaignRendition", "Generation", "SitePage", "User"]
