import pytest

from tests.resources.factories import MaterialFactory, MaterialFileFactory, PreparationFactory, PreviewPictureFactory


@pytest.fixture
def picture(library):
    file = MaterialFileFactory(page=MaterialFactory(parent=library, slug="poster"))
    return PreviewPictureFactory(preparation=PreparationFactory(document=file.document))


def test_a_preview_is_seen_by_those_who_may_open_a_material_with_it(client, library, picture):
    response = client.get(picture.url)
    assert response.status_code == 200
    assert response["Content-Type"] == "image/webp"
    library.get_children().get(slug="poster").unpublish()
    assert client.get(picture.url).status_code == 404


def test_a_picture_that_is_lost_is_not_found(client, picture):
    picture.image.storage.delete(picture.image.name)
    assert client.get(picture.url).status_code == 404
