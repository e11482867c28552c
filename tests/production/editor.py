"""An editor who is logged in, and a form that is sent and comes back, as a browser does it without a script."""

import json
import re
from dataclasses import dataclass
from io import BytesIO
from uuid import uuid4

from bs4 import BeautifulSoup
from PIL import Image

from tests.production.demo import Production
from tests.server.front import HOST, Told, ask

LOG_IN = """
from django.conf import settings
from django.contrib import auth
from django.contrib.sessions.backends.db import SessionStore
from publishing.models import User
user = User.objects.filter(is_superuser=True).first()
session = SessionStore()
session[auth.SESSION_KEY], session[auth.BACKEND_SESSION_KEY] = str(user.pk), settings.AUTHENTICATION_BACKENDS[0]
session[auth.HASH_SESSION_KEY] = user.get_session_auth_hash()
session.save()
told = session.session_key
"""
GUARD = "a" * 32
NOTES = "/admin/snippets/home/helppoint/add/"


@dataclass(frozen=True)
class Heard(Told):
    @property
    def json(self) -> dict:
        return json.loads(self.body)

    @property
    def reason(self) -> str:
        """Why the editor is asked to try again; "" on any other page."""
        said = BeautifulSoup(self.body, "html.parser").select_one("main.writing-refused > p > strong")
        return said.get_text() if said else ""

    @property
    def typed(self) -> dict[str, str]:
        """What the page gives back of a form."""
        areas = BeautifulSoup(self.body, "html.parser").select("form textarea")
        return {area["name"]: area.text.removeprefix("\n") for area in areas}


class Editor:
    """Logs in while all is well, and reaches a node past nginx."""

    def __init__(self, site: Production) -> None:
        self.site, self.session = site, site.do(LOG_IN)
        self.empty = self._fields_of(NOTES)

    def asks(self, query: str = "") -> Heard:
        """What static/js/writing.js asks before a form leaves."""
        return self._send("GET", f"/admin/masih-masuk/{query}")

    def writes(self, name: str, port: int = 0) -> Heard:
        """Sends the form at once, as if the check before it had still been answered."""
        return self._post(NOTES, self.empty | {"name": name, "kind": "local", "hours": "Jam uji"}, port=port)

    def uploads(self, title: str) -> Heard:
        return self._post("/admin/images/add/", {"title": title}, self._picture())

    def sends_again(self, told: Told, name: str) -> None:
        """What `writes` got back, by the button below it. It must be stored then."""
        action = BeautifulSoup(told.body, "html.parser").select_one("form")["action"]
        stored = self._post(action, told.typed)
        assert stored.status == 302, re.sub(r"\s+", " ", stored.text)[:3000]
        assert self.site.do(f"told = HelpPoint.objects.filter(name={name!r}, hours='Jam uji').count()") == 1

    def _fields_of(self, path: str) -> dict[str, str]:
        """What a browser would send of the form at `path` if nobody typed."""
        form = BeautifulSoup(self._send("GET", path).body, "html.parser").select_one(
            "form[method=POST i]:has([name=name])"
        )
        found = {}
        for field in form.select("input[name], textarea[name], select[name]"):
            if field.get("type") not in ("checkbox", "radio", "file", "submit"):
                found[field["name"]] = (
                    field.text.removeprefix("\n") if field.name == "textarea" else field.get("value", "")
                )
        return found

    def _picture(self) -> bytes:
        written = BytesIO()
        Image.effect_noise((900, 700), 90).convert("RGB").save(written, "PNG")
        return written.getvalue()

    def _post(self, path: str, fields: dict[str, str], file: bytes = b"", port: int = 0) -> Heard:
        boundary, parts = uuid4().hex, b""
        for name, value in (fields | {"suluah-writer": "1", "csrfmiddlewaretoken": GUARD}).items():
            parts += f'--{boundary}\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        if file:
            head = 'Content-Disposition: form-data; name="file"; filename="foto.png"\r\nContent-Type: image/png'
            parts += f"--{boundary}\r\n{head}\r\n\r\n".encode() + file + b"\r\n"
        kind = f"multipart/form-data; boundary={boundary}"
        return self._send("POST", path, parts + f"--{boundary}--\r\n".encode(), port, Content_Type=kind)

    def _send(self, method: str, path: str, body: bytes | None = None, port: int = 0, **headers: str) -> Heard:
        cookie = f"sessionid={self.session}; csrftoken={GUARD}"
        told = ask(port or self.site.behind, path, method, body, Cookie=cookie, Origin=f"http://{HOST}", **headers)
        return Heard(told.status, told.headers, told.body)
