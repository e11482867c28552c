"""The worker: what was asked for is done, also after it died half-way."""

import os
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import OperationalError
from django.utils import timezone
from django_tasks import TaskResultStatus, task_backends
from django_tasks_db import DatabaseBackend
from django_tasks_db.models import DBTaskResult

from publishing.models import CampaignDocument
from resources import beat, worker
from resources.kits import building
from resources.models import KitArchive, KitPage, Preparation, State
from resources.previews import preparing
from tests.publishing.uploads import files
from tests.resources.factories import KitFactory


@pytest.fixture
def document(db) -> CampaignDocument:
    """A document whose preview nobody has begun."""
    return CampaignDocument.objects.create(title="Poster", file=ContentFile(files.drawn_pdf(), name="a.pdf"))


@pytest.fixture
def asked(document) -> DBTaskResult:
    """The database knows that the preview is wanted."""
    backend = DatabaseBackend(worker.BACKEND, {"BACKEND": "", "QUEUES": [], "OPTIONS": {}})
    return backend.enqueue(preparing.prepare, [document.pk, document.sha256], {}).db_result


def state_of(document: CampaignDocument) -> str:
    return Preparation.objects.get(document=document).state


def begun(asked: DBTaskResult, by: str, *, ago: timedelta = timedelta(0), attempts: int = 1) -> None:
    DBTaskResult.objects.filter(pk=asked.pk).update(
        status=TaskResultStatus.RUNNING, started_at=timezone.now() - ago, worker_ids=[by] * attempts
    )


def gone() -> str:
    """The name of a worker of this machine that has ended."""
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    return f"{worker.computer()}:{ended.pid}:abcd"


def test_what_was_asked_for_is_done_once(document, asked):
    worker.SteadyWorker().look()
    assert state_of(document) == State.READY
    asked.refresh_from_db()
    assert asked.status == TaskResultStatus.SUCCESSFUL
    worker.SteadyWorker().look()
    assert DBTaskResult.objects.count() == 1


def test_a_worker_with_nothing_to_do_only_reads(db, django_assert_num_queries, monkeypatch):
    monkeypatch.setattr(worker, "TIDY_EVERY", float("inf"))
    idle = worker.SteadyWorker()
    idle.tidied_at = 0
    with django_assert_num_queries(1) as queries:
        idle.look()
    assert queries.captured_queries[0]["sql"].startswith("SELECT")


def test_what_a_dead_worker_left_half_way_is_done_by_the_next(document, asked):
    begun(asked, gone())
    worker.SteadyWorker().look()
    assert state_of(document) == State.READY


@pytest.mark.parametrize(
    "by", [f"{worker.computer()}:{os.getpid()}:abcd", "komputer-lain:1:abcd"], ids=["living", "elsewhere"]
)
def test_what_a_living_worker_or_another_machine_is_at_is_left_to_it(document, asked, by):
    begun(asked, by)
    worker.SteadyWorker().look()
    assert state_of(document) == State.PENDING


def test_what_one_worker_is_at_another_leaves_alone(document, asked, monkeypatch):
    ran, run_task = [], worker.SteadyWorker.run_task

    def meanwhile(self, result) -> None:
        ran.append(result.pk)
        if len(ran) == 1:
            worker.SteadyWorker().look()
        run_task(self, result)

    monkeypatch.setattr(worker.SteadyWorker, "run_task", meanwhile)
    worker.SteadyWorker().look()
    assert len(ran) == 1
    assert state_of(document) == State.READY


def test_what_takes_longer_than_any_work_can_is_taken_over_from_anybody(document, asked):
    begun(asked, "komputer-lain:1:abcd", ago=beat.LONGEST_TASK + timedelta(minutes=1))
    worker.SteadyWorker().look()
    assert state_of(document) == State.READY


def test_a_file_that_ends_the_worker_each_time_is_given_up_and_the_editor_is_told(document, asked):
    begun(asked, gone(), attempts=preparing.MOST_ATTEMPTS)
    Preparation.objects.update(changed_at=timezone.now() - timedelta(minutes=5))
    worker.SteadyWorker().look()
    preparation = Preparation.objects.get(document=document)
    assert preparation.state == State.FAILED
    assert preparation.failure.startswith("Halaman")
    assert not DBTaskResult.objects.exclude(status=TaskResultStatus.FAILED).exists()


def test_old_tasks_are_swept_away(document, asked):
    long_ago = timezone.now() - worker.KEPT - timedelta(days=1)
    DBTaskResult.objects.update(status=TaskResultStatus.SUCCESSFUL, finished_at=long_ago)
    worker.tidy()
    assert not DBTaskResult.objects.exists()


def test_a_worker_that_is_asked_to_stop_finishes_what_it_is_doing(document, asked, monkeypatch):
    steady = worker.SteadyWorker()
    seen = []
    make = preparing._made

    def interrupted(document, made):
        steady.shutdown(signal.SIGTERM, None)  # does not end it
        steady.shutdown(signal.SIGTERM, None)  # nor does asking again
        seen.append(steady.running_task)
        return make(document, made)

    monkeypatch.setattr(preparing, "_made", interrupted)
    steady.look()
    assert seen == [True]
    assert state_of(document) == State.READY
    assert not steady.running


def test_a_worker_without_work_stops_at_once():
    with pytest.raises(SystemExit):
        worker.SteadyWorker().shutdown(signal.SIGTERM, None)


def test_a_worker_ends_with_the_process_that_started_it(monkeypatch):
    steady = worker.SteadyWorker()
    monkeypatch.setattr(os, "getppid", lambda: steady.parent + 1)
    monkeypatch.setattr(steady, "look", lambda: pytest.fail("It went on."))
    steady.work()


def test_a_database_that_does_not_answer_does_not_end_the_worker(monkeypatch):
    steady = worker.SteadyWorker()
    looks = []

    def look():
        looks.append(True)
        steady.running = len(looks) < 3
        raise OperationalError("database is locked")

    monkeypatch.setattr(worker, "EVERY", 0)
    monkeypatch.setattr(steady, "look", look)
    steady.work()
    assert len(looks) == 3


# --- the ZIPs of kits ---


@pytest.fixture
def kit(kits) -> KitPage:
    """A published kit whose ZIP nobody has begun."""
    kit = KitFactory(parent=kits, slug="paket")
    DBTaskResult.objects.all().delete()
    return kit


@pytest.fixture
def background(settings) -> DatabaseBackend:
    """What is asked for from here on waits in the database, as on a server."""
    settings.TASKS = {**settings.TASKS, worker.BACKEND: {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    return task_backends[worker.BACKEND]


def has_zip(kit: KitPage) -> bool:
    archive = KitArchive.objects.filter(kit=kit).first()
    return bool(archive and archive.state == State.READY and archive.file.storage.exists(archive.file.name))


def test_a_zip_that_a_killed_worker_left_half_way_is_built_by_the_next(kit, background):
    begun(background.enqueue(building.build_kit, [kit.pk], {}).db_result, gone())
    worker.SteadyWorker().look()
    assert has_zip(kit)


@pytest.mark.parametrize("state", [None, State.PENDING], ids=["never begun", "asked for and forgotten"])
def test_a_zip_that_nobody_is_at_is_asked_for_again(kit, background, state, django_capture_on_commit_callbacks):
    if state:
        KitArchive.objects.create(kit=kit, state=state)
    with django_capture_on_commit_callbacks(execute=True):
        worker.tidy()
    assert DBTaskResult.objects.ready().count() == 1
    with django_capture_on_commit_callbacks(execute=True):
        worker.tidy()
    assert DBTaskResult.objects.ready().count() == 1, "while one waits, none is added"
    worker.SteadyWorker().look()
    assert has_zip(kit)


def test_a_zip_that_ended_the_worker_each_time_is_given_up_and_the_editor_is_told(
    kit, background, django_capture_on_commit_callbacks
):
    asked = background.enqueue(building.build_kit, [kit.pk], {}).db_result
    begun(asked, gone(), attempts=preparing.MOST_ATTEMPTS)
    for _time in range(3):
        with django_capture_on_commit_callbacks(execute=True):
            worker.tidy()
    archive = KitArchive.objects.get(kit=kit)
    assert archive.state == State.FAILED
    assert archive.failure.startswith("Terjadi sesuatu")
    assert DBTaskResult.objects.count() == 1, "it is not tried for ever"


def test_of_a_kit_that_is_not_published_no_zip_is_asked_for(kit, background, django_capture_on_commit_callbacks):
    kit.unpublish()
    DBTaskResult.objects.all().delete()
    with django_capture_on_commit_callbacks(execute=True):
        worker.tidy()
    assert not DBTaskResult.objects.exists()
