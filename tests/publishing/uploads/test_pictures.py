import hashlib
import os
import re
from contextlib import suppress
from io import BytesIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import given
from hypothesis import settings as runs
from hypothesis import strategies as st
from PIL import Image, ImageCms

from publishing.models import CampaignImage
from publishing.uploads import images
from publishing.uploads.images import clean_image
from publishing.uploads.pictures.rewrite import rewrite
from publishing.uploads.refusals import Refused

GPS, MAKE = 0x8825, 0x010F


def photo(**options) -> bytes:
    exif = Image.Exif()
    exif[MAKE] = "Kamera rahasia"
    exif.get_ifd(GPS)[1] = "S"
    written = BytesIO()
    Image.new("RGB", (80, 40), "#1b6b66").save(written, "JPEG", exif=exif, comment=b"Nama orang", **options)
    return written.getvalue()


def test_a_photo_keeps_neither_place_nor_camera_nor_comment():
    cleaned = clean_image(ContentFile(photo(), name="IMG 2024.JPG"))
    content = cleaned.read()
    with Image.open(BytesIO(content)) as picture:
        assert not picture.getexif()
        assert "comment" not in picture.info
    assert b"Kamera rahasia" not in content
    assert b"Nama orang" not in content


def test_a_photo_taken_sideways_stands_upright():
    exif = Image.Exif()
    exif[0x0112] = 6
    written = BytesIO()
    Image.new("RGB", (80, 40)).save(written, "JPEG", exif=exif)
    cleaned = clean_image(ContentFile(written.getvalue(), name="a.jpg"))
    with Image.open(cleaned) as picture:
        assert picture.size == (40, 80)


@pytest.mark.parametrize("kind", ["PNG", "WEBP", "AVIF", "JPEG"])
def test_the_ending_is_that_of_the_content(kind):
    written = BytesIO()
    Image.new("RGB", (20, 20)).save(written, kind)
    cleaned = clean_image(ContentFile(written.getvalue(), name="../../foto rapat.gif"))
    assert cleaned.name.split(".")[1:] == [{"PNG": "png", "WEBP": "webp", "AVIF": "avif", "JPEG": "jpg"}[kind]]


@pytest.mark.parametrize(
    "content",
    [b"", b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>", b"GIF89a", photo()[:60]],
    ids=["empty", "svg with script", "gif", "cut off"],
)
def test_what_is_no_whole_picture_is_refused(content):
    with pytest.raises(ValidationError):
        clean_image(ContentFile(content, name="a.jpg"))


def pictures(kind: str, **options) -> bytes:
    """Two pictures in one file: the second moves, or a phone took it along."""
    first, second = (Image.effect_noise((24, 16), 60).convert("RGB") for _ in range(2))
    written = BytesIO()
    first.save(written, kind, save_all=True, append_images=[second], **options)
    return written.getvalue()


def test_a_photo_of_a_phone_that_adds_a_second_picture_is_a_jpeg():
    cleaned = clean_image(ContentFile(pictures("MPO"), name="IMG_1.JPG"))
    with Image.open(cleaned) as picture:
        assert (picture.format, picture.size) == ("JPEG", (24, 16))


WHOLE = {
    "jpg": photo(),
    "mpo.jpg": pictures("MPO"),
    "png": pictures("PNG"),
    "webp": pictures("WEBP"),
    "avif": pictures("AVIF"),
    "gif": pictures("GIF"),
}


@runs(max_examples=300, deadline=None)
@given(
    name=st.sampled_from(sorted(WHOLE)),
    length=st.floats(0, 1),
    changes=st.lists(st.tuples(st.floats(0, 1, exclude_max=True), st.integers(0, 255)), max_size=12),
    cut=st.booleans(),
)
@pytest.mark.filterwarnings("ignore::UserWarning:PIL")
def test_a_damaged_picture_is_refused_or_shown_and_breaks_nothing(name, length, changes, cut):
    content = bytearray(WHOLE[name])
    for place, value in changes:
        content[int(place * len(content))] = value
    if cut:
        del content[int(length * len(content)) :]
    with suppress(Refused):
        rewrite(BytesIO(bytes(content)), BytesIO(), most_pixels=1000, kept_pixels=100)


@pytest.mark.parametrize("trouble", [RuntimeError, SyntaxError, EOFError, KeyError, TypeError])
def test_however_pillow_breaks_the_picture_is_called_damaged(monkeypatch, trouble):
    def broken(*args, **kwargs):
        raise trouble

    monkeypatch.setattr(Image, "open", broken)
    with pytest.raises(Refused) as refusal:
        rewrite(BytesIO(photo()), BytesIO(), most_pixels=100)
    assert refusal.value.code == "no_picture"


def in_colours_of(profile: bytes, mode: str = "RGB", kind: str = "PNG", **options) -> Image.Image:
    written = BytesIO()
    Image.new(mode, (4, 4), "#c02020").save(written, kind, icc_profile=profile, **options)
    cleaned = clean_image(ContentFile(written.getvalue(), name="a"))
    return Image.open(cleaned)


def swapped_colours() -> bytes:
    """A profile whose red is blue: a picture that is converted can be told from one that only lost its profile."""
    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    red, blue = (profile.index(name, 128) for name in (b"rXYZ", b"bXYZ"))
    profile[red : red + 4], profile[blue : blue + 4] = b"bXYZ", b"rXYZ"
    return bytes(profile)


@pytest.mark.parametrize(("mode", "kind"), [("RGB", "PNG"), ("RGBA", "WEBP"), ("RGB", "AVIF"), ("P", "PNG")])
def test_a_picture_in_other_colours_is_turned_into_those_of_the_screen(mode, kind):
    picture = in_colours_of(swapped_colours(), mode, kind)
    assert "icc_profile" not in picture.info
    red, _green, blue = picture.convert("RGB").getpixel((1, 1))
    assert blue > 150 > 80 > red


@pytest.mark.parametrize("profile", [b"Nama orang", b"x" * 3000, b"x" * 2_000_000], ids=["words", "noise", "huge"])
def test_what_only_claims_to_be_a_colour_profile_is_left_behind(profile):
    picture = in_colours_of(profile, kind="JPEG")
    assert "icc_profile" not in picture.info
    assert picture.getpixel((1, 1)) == pytest.approx((192, 32, 32), abs=4)


@pytest.mark.parametrize(("mode", "seen_through"), [("RGB", (0, 0, 0)), ("L", 0), ("1", 0), ("P", 0)])
def test_a_png_stays_transparent_where_it_was(mode, seen_through):
    drawing = Image.new(mode, (4, 4), 0)
    drawing.putpixel((3, 3), 255)
    for options in ({}, {"icc_profile": ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()}):
        written = BytesIO()
        drawing.save(written, "PNG", transparency=seen_through, **options)
        cleaned = clean_image(ContentFile(written.getvalue(), name="a.png"))
        with Image.open(cleaned) as picture:
            alpha = picture.convert("RGBA").getchannel("A")
        assert (alpha.getpixel((0, 0)), alpha.getpixel((3, 3))) == (0, 255), options


@pytest.mark.parametrize("kind", ["WEBP", "PNG", "AVIF"])
def test_an_animation_stands_still(kind):
    cleaned = clean_image(ContentFile(pictures(kind, duration=100), name="a"))
    with Image.open(cleaned) as picture:
        assert getattr(picture, "n_frames", 1) == 1


def test_a_picture_may_have_25_megapixels_and_no_more(settings):
    assert settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS == 25_000_000


def png(size: tuple[int, int]) -> bytes:
    written = BytesIO()
    Image.new("RGB", size).save(written, "PNG")
    return written.getvalue()


def test_a_picture_with_too_many_pixels_is_refused(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100
    with pytest.raises(ValidationError) as refused:
        clean_image(ContentFile(png((11, 10)), name="a.png"))
    assert refused.value.code == "pixels"


def test_a_photo_may_have_more_since_it_is_unpacked_no_larger_than_it_is_kept(settings):
    settings.WAGTAILIMAGES_MAX_IMAGE_PIXELS = 100
    assert clean_image(ContentFile(photo(), name="a.jpg"))


def test_people_in_a_picture_need_a_recorded_consent(db):
    image = CampaignImage(title="Sosialisasi", people=CampaignImage.People.CHILDREN, consent=" ")
    with pytest.raises(ValidationError, match="persetujuan"):
        image.clean()


def test_every_kind_of_pixels_is_written_again():
    for mode, kind in [("1", "PNG"), ("P", "PNG"), ("LA", "PNG"), ("RGBA", "WEBP"), ("CMYK", "JPEG"), ("I;16", "PNG")]:
        written = BytesIO()
        Image.new(mode, (30, 20)).save(written, kind)
        cleaned = clean_image(ContentFile(written.getvalue(), name="a"))
        with Image.open(cleaned) as picture:
            assert picture.size == (30, 20), mode


def test_a_picture_uploaded_in_the_editors_area_is_stored_clean(admin_client):
    upload = SimpleUploadedFile("IMG_2024.JPG", photo(), content_type="image/jpeg")
    fields = {"title": "Rapat", "description": "Ruang rapat", "people": "none", "collection": 1}
    response = admin_client.post(reverse("wagtailimages:add"), {**fields, "file": upload})
    assert response.status_code == 302, response.content.decode()
    image = CampaignImage.objects.get(title="Rapat")
    with image.file.open() as file:
        content = file.read()
    assert b"Kamera rahasia" not in content
    assert image.sha256 == hashlib.sha256(content).hexdigest()
    assert (image.width, image.height) == (80, 40)


def test_the_address_of_a_picture_tells_nothing_of_its_name_on_the_editors_device(admin_client):
    upload = SimpleUploadedFile("Siti Rahma korban.jpg", photo(), content_type="image/jpeg")
    fields = {"title": "Rapat dua", "description": "Ruang rapat", "people": "none", "collection": 1}
    assert admin_client.post(reverse("wagtailimages:add"), {**fields, "file": upload}).status_code == 302
    image = CampaignImage.objects.get(title="Rapat dua")
    name = image.file.name.removeprefix("original_images/")
    assert re.fullmatch(rf"{image.sha256[:16]}(_\w+)?\.jpg", name)
    assert "siti" not in (image.file.url + image.get_rendition("width-20").url).lower()
    assert admin_client.get(image.file.url).status_code == 200


def test_however_a_picture_is_saved_it_is_stored_clean(db):
    exif = Image.Exif()
    exif[0x0112], exif[MAKE] = 6, "Kamera rahasia"
    written = BytesIO()
    Image.new("RGB", (80, 40)).save(written, "JPEG", exif=exif)
    image = CampaignImage(title="Lewat program", people=CampaignImage.People.NONE)
    image.file = ContentFile(written.getvalue(), name="Siti Rahma.jpg")
    image.save()
    image = CampaignImage.objects.get(pk=image.pk)
    with image.file.open() as file:
        content = file.read()
    assert b"Kamera rahasia" not in content
    assert image.sha256 == hashlib.sha256(content).hexdigest()
    assert (image.width, image.height) == (40, 80)
    assert "siti" not in image.file.name.lower()
    image.title = "Nama baru"
    image.save()
    assert CampaignImage.objects.get(pk=image.pk).file.name == image.file.name


def test_what_is_no_picture_is_not_stored_by_any_way(db):
    image = CampaignImage(title="Bukan gambar", people=CampaignImage.People.NONE, width=1, height=1)
    image.file = ContentFile(b"<svg><script>alert(1)</script></svg>", name="a.svg")
    with pytest.raises(ValidationError):
        image.save()


def test_the_editor_says_who_is_in_a_picture_and_no_answer_is_chosen_beforehand(admin_client):
    form = admin_client.get(reverse("wagtailimages:add")).content.decode()
    choices = form.split('name="people"')[1].split("</select>")[0]
    assert re.findall(r"<option[^>]*selected", choices) == re.findall(r'<option value="" selected', choices) != []
    upload = SimpleUploadedFile("a.jpg", photo(), content_type="image/jpeg")
    fields = {"title": "Tanpa jawaban", "description": "Ruang", "people": "", "collection": 1}
    response = admin_client.post(reverse("wagtailimages:add"), {**fields, "file": upload})
    assert "people" in response.context["form"].errors
    assert not CampaignImage.objects.filter(title="Tanpa jawaban").exists()


def test_a_false_picture_is_refused_in_the_editors_area_with_a_reason(admin_client):
    upload = SimpleUploadedFile("a.jpg", photo()[:200], content_type="image/jpeg")
    response = admin_client.post(reverse("wagtailimages:add"), {"title": "Rusak", "people": "none", "file": upload})
    assert response.status_code == 200
    assert not CampaignImage.objects.filter(title="Rusak").exists()


def test_a_picture_is_opened_in_a_process_apart_only(admin_client, monkeypatch):
    """A header can make a reader fill the memory; what comes back from the other process is small and ours."""
    opened = []
    real = Image.open

    def watch(file, *args, **kwargs):
        place = file.tell()
        file.seek(0)
        opened.append(file.read())
        file.seek(place)
        return real(file, *args, **kwargs)

    monkeypatch.setattr(Image, "open", watch)
    upload = SimpleUploadedFile("a.jpg", photo(), content_type="image/jpeg")
    fields = {"title": "Apart", "description": "Ruang rapat", "people": "none", "collection": 1}
    assert admin_client.post(reverse("wagtailimages:add"), {**fields, "file": upload}).status_code == 302
    assert opened
    assert photo() not in opened


def test_a_small_file_of_many_pixels_takes_no_memory_of_the_machine():
    """An AVIF of one colour: 3 kB, and 25 million pixels when it is unpacked."""
    written = BytesIO()
    Image.new("RGBA", (5000, 5000), "#1b6b66").save(written, "AVIF", quality=10, speed=10)
    cleaned = clean_image(ContentFile(written.getvalue(), name="a.avif"))
    with Image.open(cleaned) as picture:
        assert picture.size == (2000, 2000)


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "AVIF"])
def test_a_large_picture_is_made_smaller_in_its_shape(monkeypatch, kind):
    monkeypatch.setattr(images, "KEPT_PIXELS", 20_000)
    written = BytesIO()
    Image.new("RGB", (800, 400), "#1b6b66").save(written, kind)
    with Image.open(clean_image(ContentFile(written.getvalue(), name="a"))) as picture:
        assert picture.size == (200, 100)
        assert picture.convert("RGB").getpixel((99, 50)) == pytest.approx((27, 107, 102), abs=4)


def deep_grey() -> bytes:
    """16 bits of grey, from black on the left to white on the right."""
    picture = Image.new("I;16", (256, 2))
    for place in range(256):
        picture.paste(place * 257, (place, 0, place + 1, 2))
    written = BytesIO()
    picture.save(written, "PNG")
    return written.getvalue()


def test_sixteen_bits_of_grey_become_the_same_greys():
    with Image.open(clean_image(ContentFile(deep_grey(), name="a.png"))) as picture:
        assert picture.mode == "L"
        assert [picture.getpixel((place, 1)) for place in range(256)] == pytest.approx(list(range(256)), abs=1)


@pytest.mark.parametrize("trouble", ["missing", "odd"])
def test_no_page_fails_because_of_a_picture(client, page_at, trouble):
    """The picture when shared has lost its file, or is one that an older version stored: the drawn card stands in."""
    image = CampaignImage(title="Rusak", people=CampaignImage.People.NONE, file=ContentFile(photo(), name="a.jpg"))
    image.save()
    stored = image.file.storage.path(image.file.name)
    if trouble == "missing":
        os.remove(stored)
    else:
        with open(stored, "wb") as file:
            file.write(photo()[:150])
    page = page_at("/kekerasan/fisik/")
    page.share_image = image
    page.body = [("figure", {"image": image, "caption": "Gambar rusak", "credit": ""})]
    page.save_revision().publish()
    response = client.get(page.url)
    assert response.status_code == 200
    assert f'<meta property="og:image" content="{page.get_site().root_url}' in response.content.decode()
    assert "/share/" in response.content.decode()
