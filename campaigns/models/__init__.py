from campaigns.models.articles import ArticlePage, TopicPage
from campaigns.models.figures import CaseFigure, DataPage
from campaigns.models.institutions import AdatInstitution
from campaigns.models.places import District, Nagari, Village
from campaigns.models.register import RegisterStamp
from campaigns.models.requests import SessionRequest
from campaigns.models.schedule import ScheduleImport
from campaigns.models.session_index import SessionIndexPage
from campaigns.models.sessions import SessionMaterial, SessionPage, SessionTopic
from campaigns.models.warning_signs import WarningSignsPage

__all__ = [
    "AdatInstitution",
    "ArticlePage",
    "CaseFigure",
    "DataPage",
    "District",
    "Nagari",
    "RegisterStamp",
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
