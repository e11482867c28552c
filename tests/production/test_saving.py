"""Something fails while an editor saves again and again: what was confirmed is there, the rest can be sent again."""

import itertools
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from tests.production.demo import Production
from tests.production.editor import Editor, Heard
from tests.production.faults import only_long, readers
from tests.server.front import until


@contextmanager
def saving(site: Production, kind: str, port: int = 0) -> Iterator[dict[str, Heard]]:
    """What an editor is told of each record, by its name. Those that were confirmed must be stored in the end."""
    editor, answers, over = Editor(site), {}, threading.Event()

    def save() -> None:
        for number in itertools.count():
            if over.is_set():
                break
            answers[f"{kind} {number}"] = editor.writes(f"{kind} {number}", port)

    thread = threading.Thread(target=save)
    with readers(site):
        thread.start()
        until(lambda: len(answers) > 5, 60)
        try:
            yield answers
        finally:
            over.set()
            thread.join()
    until(lambda: site.straight("/sehat/siap/").status == 200, 60)
    names = f"HelpPoint.objects.filter(name__startswith='{kind} ').values_list('name', flat=True)"
    assert {name for name, told in answers.items() if told.status == 302} <= set(site.do(f"told = list({names})"))


@only_long("make faults has PostgreSQL")
def test_postgresql_stopped_takes_no_word_and_nothing_confirmed(site):
    with saving(site, "Tersimpan") as answers:
        site.database.stop()
        try:
            until(lambda: any(told.status == 503 for told in list(answers.values())), 60)
        finally:
            site.database.start()
    assert {told.status for told in answers.values()} == {302, 503}
    for name, told in answers.items():
        assert told.status == 302 or told.typed["name"] == name


@only_long("it takes its time")
def test_nodes_killed_in_turn_take_nothing_confirmed_and_the_browser_can_send_the_rest_again(site):
    with saving(site, "Terkirim", site.port) as answers:
        for name in ("node 0", "node 1") * 2:
            site.kill(name)
            site.start(name)
            time.sleep(2)  # until nginx, which found it dead, tries it again
    refused = [told for told in answers.values() if told.status != 302]
    assert {told.status for told in refused} <= {502}
    assert all("Jangan tutup halaman ini" in told.text for told in refused)
