from campaigns.articles import ArticlePage, TopicPage
from campaigns.field_reports.models import FieldPhoto, FieldReport, FieldReportLink
from campaigns.figures import CaseFigure, DataPage
from campaigns.institutions import AdatInstitution
from campaigns.places import District, Nagari, Village
from campaigns.requests.models import SessionRequest
from campaigns.schedule.models import ScheduleImport
from campaigns.series.models import Occurrence, SessionSeries
from campaigns.session_index import SessionIndexPage
from campaigns.sessions.columns import SessionColumns
from campaigns.sessions.library import SessionMaterial, SessionTopic
from campaigns.sessions.models import SessionPage
from campaigns.warning_signs import WarningSignsPage
from campaigns.yearly_report.models import YearlyReportPage

__all__ = [
    "AdatInstitution",
    "ArticlePage",
    "CaseFigure",
    "DataPage",
    "District",
    "FieldPhoto",
    "FieldReport",
    "FieldReportLink",
    "Nagari",
    "Occurrence",
    "ScheduleImport",
    "SessionColumns",
    "SessionIndexPage",
    "SessionMaterial",
    "SessionPage",
    "SessionRequest",
    "SessionSeries",
    "SessionTopic",
    "TopicPage",
    "Village",
    "WarningSignsPage",
    "YearlyReportPage",
]
