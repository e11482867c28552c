from publishing.models.attempts import Attempt
from publishing.models.media import CampaignDocument, CampaignImage, CampaignRendition
from publishing.models.page import SitePage
from publishing.models.user import User

__all__ = ["Attempt", "CampaignDocument", "CampaignImage", "CampaignRendition", "SitePage", "User"]
