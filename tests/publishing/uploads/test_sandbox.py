"""A file that breaks its reader ends a small process, and nothing else."""

import fcntl
import subprocess
import sys
import tempfile
from io import BytesIO

import pytest
from django.core.files.base import ContentFile

from publishing.uploads import sandbox
from publishing.uploads.refusals import REFUSED, Refused
from tests.publishing.uploads import files


def run(way: str, content: bytes, **options) -> tuple[dict, bytes]:
    with tempfile.TemporaryFile() as target, sandbox.real_file(ContentFile(content)) as source:
        answer = sandbox.run(way, source, target, **options)
        target.seek(0)
        return answer, target.read()


def test_what_is_made_apart_is_what_the_cleaner_makes():
    from publishing.uploads.pdf import document as pdf

    content, copy = files.drawn_pdf(), BytesIO()
    removed = pdf.clean(BytesIO(content), copy)
    made = {"ending": "pdf", "removed": sorted(removed), "words": "Kenali tanda TPPO"}
    assert run("pdf", content) == (made, copy.getvalue())


def test_a_refusal_comes_with_its_reason_and_details():
    hostile = files.edited(files.docx(), "word/document.xml", ("</w:body>", "<w:fldSimple w:instr='DDE x'/></w:body>"))
    with pytest.raises(Refused) as refusal:
        run("zip", hostile)
    assert (refusal.value.code, refusal.value.details) == ("field", {"name": "DDE"})


@pytest.mark.parametrize(
    "content", [b"%PDF-1.4\n%%EOF\n", b"%PDF-1.7\n" + bytes(range(256)) * 20 + b"%%EOF"], ids=["nothing", "noise"]
)
def test_whatever_a_reader_breaks_with_the_file_is_called_damaged(content):
    with pytest.raises(Refused) as refusal:
        run("pdf", content)
    assert refusal.value.code == "damaged"


@pytest.mark.parametrize(
    "program",
    ["import os; os.abort()", "import time; time.sleep(60)", "print('bukan jawaban')", "raise SystemExit(3)"],
    ids=["crash", "endless", "no answer", "refusal without a reason"],
)
def test_a_process_that_ends_in_any_other_way_refuses_the_file(monkeypatch, program):
    monkeypatch.setattr(sandbox, "LONGEST", 0.5)
    real = subprocess.run
    monkeypatch.setattr(subprocess, "run", lambda command, **how: real([sys.executable, "-c", program], **how))
    with pytest.raises(Refused) as refusal:
        run("pdf", files.drawn_pdf())
    assert refusal.value.code == "too_hard"


def test_the_process_may_not_take_the_memory_of_the_machine():
    program = (
        "import sys; from publishing.uploads import sandboxed;"
        "sandboxed.WAYS['x'] = lambda source, target: bytearray(500_000_000); sys.exit(sandboxed.main('x'))"
    )
    with tempfile.TemporaryFile() as target:
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=sandbox.ROOT, stdin=target, stdout=target, stderr=subprocess.PIPE
        )
    assert done.returncode == REFUSED
    assert b"too_hard" in done.stderr


def test_the_process_knows_no_secret_of_the_site(monkeypatch):
    monkeypatch.setenv("SECRET_KEY", "rahasia")
    seen = {}
    real = subprocess.run

    def watch(command, **how):
        seen.update(how["env"])
        return real(command, **how)

    monkeypatch.setattr(subprocess, "run", watch)
    run("pdf", files.drawn_pdf())
    assert set(seen) == {"TMPDIR"}


def test_any_function_that_does_without_django_can_be_named():
    answer, copy = run("tests.publishing.uploads.test_sandbox:say_it_back", b"halo", loud=True)
    assert (answer, copy) == ({"said": 4}, b"HALO")


def say_it_back(source, target, *, loud: bool) -> dict:
    content = source.read()
    target.write(content.upper() if loud else content)
    return {"said": len(content)}


@pytest.fixture
def folder_of_places(settings, tmp_path):
    settings.DATA_DIR = tmp_path
    (tmp_path / "uploads-at-once").mkdir()
    return tmp_path / "uploads-at-once"


def test_who_comes_while_another_file_is_read_is_told_after_a_while(folder_of_places):
    with open(folder_of_places / "0", "wb") as taken:
        fcntl.flock(taken, fcntl.LOCK_EX)
        with pytest.raises(Refused) as refusal:
            run("pdf", files.drawn_pdf(), wait=0.2)
    assert refusal.value.code == "busy"
    assert run("pdf", files.drawn_pdf(), wait=0.2)[0]["ending"] == "pdf"


def test_a_larger_machine_may_read_several_files_at_once(folder_of_places, settings):
    settings.UPLOADS_AT_ONCE = 2
    with open(folder_of_places / "0", "wb") as taken:
        fcntl.flock(taken, fcntl.LOCK_EX)
        assert run("pdf", files.drawn_pdf(), wait=0.2)[0]["ending"] == "pdf"
