import pytest

from publishing.models import SameMeaning
from publishing.pages import generation
from publishing.search.taught import SOMEONE, Danger, DangerWord, taught


@pytest.mark.django_db
def test_what_the_office_taught_is_made_anew_only_when_it_changed():
    generation.renew()
    before = taught()
    generation.renew()
    assert taught() is before
    row = SameMeaning.objects.create(typed="katabaru", meant="kekerasan")
    assert ("katabaru",) in taught().meanings
    row.delete()
    assert ("katabaru",) not in taught().meanings


def test_phrases_of_danger_are_looked_up_by_how_they_begin():
    someone, hit = DangerWord(SOMEONE, SOMEONE), DangerWord("dipukul", "pukul")
    danger = Danger("now", [(someone, hit), (hit, someone), (hit,)], frozenset())
    assert danger.by_beginning == {SOMEONE: [(someone, hit)], "pukul": [(hit, someone), (hit,)]}
