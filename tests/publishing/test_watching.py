import pytest

from publishing import watching


class Enough(BaseException):
    """No Exception, so it ends what goes on for ever."""


def test_what_breaks_one_look_stands_in_the_journal_and_ends_nothing(monkeypatch, caplog):
    looks, rests = iter([ValueError("putus"), None, Enough()]), []

    def look() -> None:
        if error := next(looks):
            raise error

    monkeypatch.setattr(watching, "close_old_connections", lambda: None)
    monkeypatch.setattr(watching.time, "sleep", rests.append)
    with pytest.raises(Enough):
        watching.look_for_ever(look, 7, "It could not be looked at.")
    assert rests == [7, 7]
    assert [record.message for record in caplog.records] == ["It could not be looked at."]
