"""
What the publish guard costs: processor time for 10,000 characters of what is hardest for it, the slowest first.

    .venv/bin/python tests/benchmarks/guard.py
"""

import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from publishing.guard import check  # noqa: E402

LENGTH = 10_000
PIECES = (
    "1", "0 ", "08 ", "1-", "(1", "0812 ", "12:30 ", "nol ", "O", "<a", "&#48;", "a@", "A.", "A-", "Rina,1,", "Siti ",
    "korban A ", "Rina dipukul ", "seorang anak ", "Jl. A ", "RT 1 ", "NIK 1", "wa.me/", "０", "\n",
    "ibu korban, 9 tahun. ", "korban @ab ", "a @ ", "Rina suaminya ", "paja ", "kasus t.me/a ",
)  # fmt: skip


def seconds(text: str) -> float:
    best = 60.0
    for _run in range(3):
        began = time.process_time()
        check(text, ["129", "08111129129"])
        best = min(best, time.process_time() - began)
    return best


def main() -> None:
    texts = {repr(piece): piece * (LENGTH // len(piece) + 1) for piece in PIECES}
    texts["docs/panduan-editor.md"] = (ROOT / "docs" / "panduan-editor.md").read_text(encoding="utf-8")
    for cost, name in sorted(((seconds(text[:LENGTH]), name) for name, text in texts.items()), reverse=True):
        print(f"{cost * 1000:6.1f} ms  {name}")


if __name__ == "__main__":
    main()
