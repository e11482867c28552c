from resources.downloads.models import Download
from resources.kits.models import KitArchive, KitIndexPage, KitPage, KitPart
from resources.library.models import MaterialIndexPage
from resources.materials.files import MaterialFile
from resources.materials.models import MaterialPage, MaterialTopic
from resources.partners.models import Invitation, Partner
from resources.previews.models import Preparation, PreviewPicture
from resources.previews.states import State

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
