from resources.models.downloads import Download
from resources.models.files import MaterialFile
from resources.models.kits import KitArchive, KitIndexPage, KitPage, KitPart
from resources.models.library import MaterialIndexPage
from resources.models.materials import MaterialPage, MaterialTopic
from resources.models.preparations import Preparation, PreviewPicture
from resources.models.states import State
from resources.partners.models import Invitation, Partner

__all__ = [
    "Download",
    "Invitation",
    "KitArchive",
    "KitIndexPage",
    "KitPage",
    "KitPart",
    "MaterialFile",
    "MaterialIndexPage",
    "MaterialPage",
    "MaterialTopic",
    "Partner",
    "Preparation",
    "PreviewPicture",
    "State",
]
