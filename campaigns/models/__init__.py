from campaigns.models.articles import ArticlePage, TopicPage
from campaigns.models.figures import CaseFigure, DataPage
from campaigns.models.places import District, Nagari, Village
from campaigns.models.warning_signs import WarningSignsPage

__all__ = [
    "ArticlePage",
    "CaseFigure",
    "DataPage",
    "District",
    "Nagari",
    "TopicPage",
    "Village",
    "WarningSignsPage",
]
