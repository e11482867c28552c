from datetime import UTC, datetime, timedelta

from home.backups.keeping import backups_in, moment_of, name_of, superfluous

NOW = datetime(2026, 11, 28, 2, 15, tzinfo=UTC)


def test_one_backup_a_day_and_one_a_week_stay(tmp_path):
    nightly = [tmp_path / name_of(NOW - timedelta(days=days)) for days in range(60)]
    kept = set(nightly) - set(superfluous(nightly, daily=7, weekly=4))
    assert kept >= set(nightly[:7])
    # 28 November 2026 is a Saturday: of each week before, its Sunday.
    assert {moment_of(path).date().isoformat() for path in kept - set(nightly[:7])} == {"2026-11-15", "2026-11-08"}


def test_of_several_on_one_day_the_last_stays(tmp_path):
    today = [tmp_path / name_of(NOW - timedelta(hours=hours)) for hours in range(2)]
    assert superfluous(today, daily=1, weekly=0) == today[1:]


def test_the_newest_stays_whatever_the_rule(tmp_path):
    assert superfluous([tmp_path / name_of(NOW)], daily=0, weekly=0) == []


def test_other_files_in_the_folder_are_left_alone(tmp_path):
    for name in ("suluah-keep-this.zip", "suluah-20261128-021500.zip.part", "notes.txt"):
        (tmp_path / name).touch()
    assert backups_in(tmp_path) == []
