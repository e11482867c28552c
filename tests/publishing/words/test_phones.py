"""Phone numbers as people write and copy them become one form. The numbers are published ones: SAPA, LPSK, KP2MI."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from publishing.words.phones import dialled, phone, shown_whatsapp, whatsapp
from publishing.words.unreadable import Unreadable


@pytest.mark.parametrize(
    "written",
    ["0857-7001-0048", "085770010048", "0857 7001 0048", "0857.7001.0048", "+62 857 7001 0048", "+62857-7001-0048",
     "6285770010048", "(0857) 7001 0048", "+62 (0)857 7001 0048", "0062 857 7001 0048", "tel: 0857-7001-0048",
     "\u202a+62 857\u20117001\u20110048\u202c", "0857\u00a07001\u00a00048", "0857–7001–0048",
     "+0857-7001-0048", "０８５７７００１００４８", " \u200b0857-7001-0048\ufeff"],
)  # fmt: skip
def test_a_number_is_kept_in_one_form_however_it_is_written(written):
    assert phone(written) == "0857-7001-0048"
    assert whatsapp(written) == "6285770010048"


@pytest.mark.parametrize(
    ("written", "kept"),
    [("129", "129"), ("1-29", "129"), ("0800-1000", "0800-1000"), ("08001000", "0800-1000"),
     ("(0752) 12345", "0752-12345"), ("08111-129-129", "0811-1129-129"),
     ("+62 21 2924 4800", "021-2924-4800"), ("(021) 29244800", "021-2924-4800"),
     ("+60 3-2116 4000", "+60 3 2116 4000")],
)  # fmt: skip
def test_every_kind_of_phone_number_has_its_form(written, kept):
    assert phone(written) == kept
    assert phone(kept) == kept


@pytest.mark.parametrize(
    ("written", "code"),
    [("delapan", "signs"), ("08<script>", "signs"), ("++62", "signs"), ("0857-7001-0048 / 129", "signs"),
     ("119 ext 8", "signs"), ("85770010048", "area"), ("29244800", "area"), ("12", "length"), ("0" * 16, "length"),
     ("0060 3-2116 4000", "country"), ("001 60 3-2116 4000", "country")],
)  # fmt: skip
def test_what_is_no_single_phone_number_is_refused_by_its_kind(written, code):
    with pytest.raises(Unreadable) as refused:
        phone(written)
    assert refused.value.code == code


@pytest.mark.parametrize(
    ("written", "kept"),
    [("https://wa.me/628111129129", "628111129129"), ("wa.me/628111129129?text=Halo", "628111129129"),
     ("https://api.whatsapp.com/send?phone=628111129129&text=a", "628111129129"), ("08111-129-129", "628111129129"),
     ("https://wa.me/08111129129", "628111129129"), ("wa.me/+62 811-1129-129", "628111129129"),
     ("+60 3-2116 4000", "60321164000")],
)  # fmt: skip
def test_a_number_of_whatsapp_is_kept_as_its_links_take_it(written, kept):
    assert whatsapp(written) == kept


@pytest.mark.parametrize("written", ["85770010048", "129", "0857", "wa.me/", "wa.me/6285770010048 atau 129", ""])
def test_a_number_of_whatsapp_without_its_beginning_is_refused(written):
    with pytest.raises(Unreadable):
        whatsapp(written)


def test_a_kept_number_of_whatsapp_is_shown_as_people_write_it():
    assert shown_whatsapp("6285770010048") == "0857-7001-0048"
    assert shown_whatsapp("60321164000") == "+60321164000"


@pytest.mark.parametrize(
    ("written", "dials"),
    [("129", "129"), ("1-29", "129"), ("0800-1000", "08001000"), ("021-2924-4800", "+622129244800"),
     ("+62 21 2924 4800", "+622129244800"), ("0857-7001-0048", "+6285770010048"), ("+60 3 2116 4000", "+60321164000")],
)  # fmt: skip
def test_a_link_dials_from_abroad_too(written, dials):
    assert dialled(written) == dials


PIECES = st.lists(st.sampled_from([*"0123456789 +-.()/", "62", "08", "wa.me/", "\u200e", "tel"]), max_size=24).map(
    "".join
)


@pytest.mark.parametrize("reader", [phone, whatsapp])
@given(text=st.text(max_size=30) | PIECES)
def test_no_text_raises_anything_else_and_what_is_kept_stays(reader, text):
    with suppress(Unreadable):
        kept = reader(text)
        assert reader(kept) == kept or reader is whatsapp
        assert dialled(kept) == dialled(phone(kept)) if reader is phone else len(kept) <= 15
