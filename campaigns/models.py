from campaigns.articles import ArticlePage, TopicPage
from campaigns.figures import CaseFigure, DataPage
from campaigns.institutions import AdatInstitution
from campaigns.places import District, Nagari, Village
from campaigns.requests.models import SessionRequest
from campaigns.schedule.models import ScheduleImport
from campaigns.session_index import SessionIndexPage
from campaigns.sessions.models import SessionMaterial, SessionPage, SessionTopic
from campaigns.warning_signs import WarningSignsPage

__all__ = [
    "AdatInstitution",
    "ArticlePage",
    "CaseFigure",
    "DataPage",
    "District",
    "Nagari",
    "ScheduleImport",
    "SessionIndexPage",
    "SessionMaterial",
    "SessionPage",
    "SessionRequest",
    "SessionTopic",
    "TopicPage",
    "Village",
    "WarningSignsPage",
]
