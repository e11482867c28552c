import hashlib
import io
import json
import zipfile
from types import SimpleNamespace

import pyrage
import pytest

from home.backups import archive
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


@pytest.fixture
def locked_backup(tmp_path):
    path = tmp_path / "suluah-20261128-000001.zip"
    with path.open("w+b") as file, locked(file, "empat kata yang panjang") as inner:
        write(inner)
    return path


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


def entry(size: int = 1, **more) -> dict:
    return {"size": size, "sha256": hashlib.sha256(b"x").hexdigest(), "modified_ns": 1} | more


FOREIGN = [
    [],
    {"format": 1},
    {"format": 1, "migrations": [], "tables": {}, "entries": []},
    {"format": 1, "migrations": [["home"]], "tables": {}, "entries": {}},
    {"format": 1, "migrations": [], "tables": {"home.Thing": {"rows": 1}}, "entries": {}},
    {"format": 1, "migrations": [], "tables": {"home.Thing": {"rows": 1, "columns": ["id"]}}, "entries": {}},
    *(
        {"format": 1, "migrations": [], "tables": {}, "entries": {name: entry()}}
        for name in ("media/../../escaped", "/etc/passwd", "media//a", "elsewhere/a", "media/")
    ),
    {"format": 1, "migrations": [], "tables": {}, "entries": {"media/a": entry(modified_ns="x")}},
    {"format": 1, "migrations": [], "tables": {}, "entries": {"media/a": entry(size=2)}},
]


@pytest.mark.parametrize("manifest", FOREIGN, ids=lambda manifest: str(manifest)[-60:])
def test_a_backup_that_this_program_did_not_write_is_refused_in_words(tmp_path, manifest):
    path = tmp_path / "foreign.zip"
    with zipfile.ZipFile(path, "w") as file:
        for name in manifest.get("entries", {}) if isinstance(manifest, dict) else ():
            file.writestr(name, b"x")
        file.writestr("manifest.json", json.dumps(manifest))
    with pytest.raises(BadBackup):
        Reader(path).check()


def test_a_way_of_packing_that_is_not_ours_is_not_unpacked(tmp_path):
    """Kilobytes of it may stand for gigabytes."""
    path = tmp_path / "foreign.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_LZMA) as file:
        file.writestr("manifest.json", json.dumps(FOREIGN[1]))
    with pytest.raises(BadBackup):
        Reader(path)


def test_what_a_restore_needs_room_for_is_known_before_it_begins(backup):
    assert Reader(backup).size("media", "private") == 7000
    assert Reader(backup).size() == 7000 + len('[1,"satu\u2028dua"]\n[2,"x"]\n'.encode())


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


@pytest.mark.parametrize("refusals", [3, 1000])
def test_a_busy_machine_is_not_told_as_a_wrong_passphrase(monkeypatch, refusals):
    told = ["Excessive work parameter for passphrase.\nDecryption would take around 256 seconds."] * refusals

    def decrypt(key: bytes, passphrase: str) -> bytes:
        if told:
            raise pyrage.DecryptError(told.pop())
        return b"key"

    monkeypatch.setattr(archive.pyrage, "passphrase", SimpleNamespace(decrypt=decrypt))
    monkeypatch.setattr(archive, "BETWEEN_TRIES", 0)
    if refusals < archive.TRIES:
        assert archive._open_key(b"", "kata") == "key"
    else:
        with pytest.raises(BadBackup, match="too busy"):
            archive._open_key(b"", "kata")


def test_a_changed_byte_of_an_encrypted_backup_is_found(locked_backup, tmp_path):
    whole = bytearray(locked_backup.read_bytes())
    whole[len(whole) // 2] ^= 1
    locked_backup.write_bytes(whole)
    with pytest.raises(BadBackup, match="damaged"):
        unlock(locked_backup, "empat kata yang panjang", tmp_path / "plain.zip")
