from django.core.management.base import BaseCommand

from publishing.search.memory import memory
from publishing.search.stems import STORED, computed
from publishing.search.taught import taught
from publishing.search.words import STOP, plain_words


class Command(BaseCommand):
    help = (
        "Writes down the stems of the words of this site and of what the office taught, so that no start computes them."
    )

    def handle(self, *args, **options) -> None:
        known = memory()
        titles = (entry.title for segment, _gone in known.segments for entry in segment.entries)
        words = {*known.spellings, *taught().words, *plain_words(" ".join(titles)), *STOP}
        lines = [f"{word} {computed(word)}" for word in sorted(words) if word.isalpha() and word.isascii()]
        STORED.write_text("\n".join(lines) + "\n", encoding="ascii")
        self.stdout.write(f"Stems: {len(lines)}")
