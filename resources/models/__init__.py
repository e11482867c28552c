from resources.models.downloads import Download
from resources.models.files import MaterialFile
from resources.models.kits import KitArchive, KitIndexPage, KitPage, KitPart
from resources.models.library import MaterialIndexPage
from resources.models.materials import MaterialPage, MaterialTopic
from resources.models.preparations import Preparation, PreviewPicture
from resources.models.states import State

__all__ = [
    "Download",
    "KitArchive",
    "KitIndexPage",
    "KitPage",
    "KitPart",
    "MaterialFile",
    "MaterialIndexPage",
    "MaterialPage",
    "MaterialTopic",
    "Preparation",
    "PreviewPicture",
    "State",
]
