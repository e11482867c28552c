import io
import shutil
import zipfile
from pathlib import Path

import pytest

from home.backups.archive import BadBackup, Reader, Writer, is_locked, locked, unlock


def write(file) -> None:
    with Writer(file, made_at="2026-11-28T00:00:00+00:00", migrations=[]) as writer:
        writer.add_table("home.Thing", ["id", "text"], ['[1,"satu\u2028dua"]', '[2,"x"]'])
        writer.add_file("media/a.png", io.BytesIO(b"picture" * 1000), modified_ns=1)


@pytest.fixture
def backup(tmp_path):
    path = tmp_path / "suluah-20261128-000000.zip"
    with path.open("wb") as file:
        write(file)
    return path


@pytest.fixture(scope="module")
def locked_once(tmp_path_factory):
    """A passphrase is made hard to guess by a second of work."""
    path = tmp_path_factory.mktemp("locked") / "suluah-20261128-000001.zip"
    with path.open("w+b") as file, locked(file, "empat kata yang panjang") as inner:
        write(inner)
    return path


@pytest.fixture
def locked_backup(locked_once, tmp_path):
    return Path(shutil.copy(locked_once, tmp_path))


def test_a_row_is_read_as_it_was_written(backup):
    columns, lines = Reader(backup).table("home.Thing")
    assert columns == ["id", "text"]
    assert [line.rstrip("\n") for line in lines] == ['[1,"satu\u2028dua"]', '[2,"x"]']


def test_a_whole_backup_passes(backup):
    Reader(backup).check()


def test_no_changed_byte_passes(backup):
    whole = backup.read_bytes()
    for place in range(0, len(whole), 97):
        backup.write_bytes(whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :])
        try:
            reader = Reader(backup)
            reader.check()
        except BadBackup:
            continue
        # A byte that no content depends on, such as the time of an entry.
        assert reader.open("media/a.png").read() == b"picture" * 1000
        assert len(list(reader.table("home.Thing")[1])) == 2


def test_half_a_backup_is_refused(backup):
    backup.write_bytes(backup.read_bytes()[:-200])
    with pytest.raises(BadBackup, match="not complete"):
        Reader(backup)


def test_another_entry_is_refused(backup):
    with zipfile.ZipFile(backup, "a") as file:
        file.writestr("media/../../escaped", b"x")
    with pytest.raises(BadBackup, match="manifest"):
        Reader(backup).check()


def test_an_encrypted_backup_opens_with_its_passphrase(locked_backup, tmp_path):
    assert is_locked(locked_backup)
    assert b"picture" not in locked_backup.read_bytes()
    unlock(locked_backup, "empat kata yang panjang", tmp_path / "plain.zip")
    Reader(tmp_path / "plain.zip").check()
    assert (tmp_path / "plain.zip").stat().st_mode & 0o777 == 0o600


def test_a_wrong_passphrase_is_told_as_such(locked_backup, tmp_path):
    with pytest.raises(BadBackup, match="passphrase"):
        unlock(locked_backup, "tiga kata saja", tmp_path / "plain.zip")
    assert not (tmp_path / "plain.zip").exists()


def test_a_changed_byte_of_an_encrypted_backup_is_found(locked_backup, tmp_path):
    whole = bytearray(locked_backup.read_bytes())
    whole[len(whole) // 2] ^= 1
    locked_backup.write_bytes(whole)
    with pytest.raises(BadBackup, match="damaged"):
        unlock(locked_backup, "empat kata yang panjang", tmp_path / "plain.zip")
