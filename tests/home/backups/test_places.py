import sqlite3
from contextlib import closing

import pytest

from home.backups import places


@pytest.fixture
def machine(settings, tmp_path, monkeypatch):
    """A site, and a new one beside it that is complete. Neither is a database: only names are changed."""
    settings.DATA_DIR = tmp_path
    monkeypatch.setattr(places, "_live_database", lambda: tmp_path / "suluah.sqlite3")
    monkeypatch.setattr(places, "_close", lambda database: None)
    monkeypatch.setattr(places, "_folder", lambda name: tmp_path / name)
    for folder, word in ((tmp_path, "old"), (tmp_path / "restoring", "new")):
        for name in ("media", "private"):
            (folder / name).mkdir(parents=True)
            (folder / name / "file").write_text(word)
        (folder / "suluah.sqlite3").write_text(word)
    return tmp_path


def words(folder) -> set[str]:
    return {(folder / name).read_text() for name in ("suluah.sqlite3", "media/file", "private/file")}


def test_the_new_site_takes_the_place_and_the_old_one_is_kept(machine):
    before = places.change()
    assert words(machine) == {"new"}
    assert words(machine / before) == {"old"}
    assert not (machine / "restoring").exists()


@pytest.mark.parametrize("steps", range(7))
def test_a_change_that_was_cut_short_anywhere_is_finished(machine, monkeypatch, steps):
    rename, done = type(machine).rename, []

    def renamed(path, target):
        if len(done) == steps:
            raise KeyboardInterrupt
        done.append(path)
        return rename(path, target)

    with monkeypatch.context() as killed:
        killed.setattr(type(machine), "rename", renamed)
        try:
            places.change()
        except KeyboardInterrupt:
            assert places.was_cut_short()
    if places.was_cut_short():
        places.finish()
    assert words(machine) == {"new"}
    assert [words(folder) for folder in machine.glob("before-restore-*")] == [{"old"}]


def test_a_restore_that_failed_leaves_nothing_and_one_that_changes_over_is_not_thrown_away(machine, monkeypatch):
    (machine / "restoring" / places.CHANGE).write_text("{}")
    places.abandon()
    assert places.staging().exists()
    (machine / "restoring" / places.CHANGE).unlink()
    places.abandon()
    assert not places.staging().exists()
    assert words(machine) == {"old"}


def test_a_database_that_somebody_holds_open_is_not_replaced(tmp_path):
    path = tmp_path / "suluah.sqlite3"
    with closing(sqlite3.connect(path, isolation_level=None)) as site:
        site.execute("PRAGMA journal_mode=WAL")
        site.execute("CREATE TABLE page (title TEXT)")
        with pytest.raises(places.StillOpen):
            places._close(path)
    places._close(path)


def test_two_restores_do_not_work_at_once(machine):
    with places.alone(), pytest.raises(places.StillOpen), places.alone():
        pass
