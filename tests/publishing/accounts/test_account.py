from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from wagtail.users.models import UserProfile

from tests.publishing.uploads import files


def test_an_account_has_no_profile_picture(admin_client):
    html = admin_client.get(reverse("wagtailadmin_account")).content.decode()
    assert 'name="name_email-first_name"' in html
    assert "avatar-avatar" not in html
    assert "#avatar-section" not in admin_client.get("/admin/").content.decode()


def test_a_profile_picture_that_is_sent_all_the_same_is_not_stored(admin_client, admin_user):
    fields = {"name_email-first_name": "Siti", "name_email-last_name": "R", "name_email-email": "siti@contoh.id"}
    fields |= {"theme-theme": "system", "theme-density": "default", "theme-contrast": "system"}
    picture = SimpleUploadedFile("rumah-siti.jpg", files.photo(), content_type="image/jpeg")
    response = admin_client.post(reverse("wagtailadmin_account"), {**fields, "avatar-avatar": picture})
    assert response.status_code == 302, response.context["panels_by_tab"]
    admin_user.refresh_from_db()
    assert admin_user.first_name == "Siti"
    assert not UserProfile.get_for_user(admin_user).avatar


def test_only_editors_open_their_account(client):
    assert client.get(reverse("wagtailadmin_account")).status_code == 302
