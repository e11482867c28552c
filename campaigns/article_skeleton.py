"""
What stands in a new article before anything is written: the sections in which readers look, each with a question.

The questions are prompts, which are never published. A section that stays empty must be filled or deleted before the
article is submitted, and readers never see its heading alone (publishing.words.shown_blocks).
"""

from django.dispatch import receiver
from wagtail.models import Page
from wagtail.rich_text import RichText
from wagtail.signals import init_new_page

from campaigns.articles import ArticlePage

HEADED = (
    ("Apa itu?", "Apa yang terjadi, dalam dua atau tiga kalimat pendek? Beri contoh dari kehidupan sehari-hari."),
    ("Yang sering disalahpahami", "Apa yang sering dikatakan orang, dan apa yang benar?"),
    ("Hukum melindungi Anda", "Apa yang dilarang, dalam satu kalimat? Pasalnya cukup di dalam kurung."),
    ("Kalau Anda keluarga, tetangga, atau mamak", "Apa yang bisa dilakukan orang di sekitarnya, dan apa yang jangan?"),
)
SIGNS = ("Tanda-tandanya", "Bagaimana orang mengenalinya? Satu tanda pendek di setiap baris.")
STEPS = ("Yang bisa Anda lakukan", "Apa yang bisa dilakukan hari ini juga? Tiga sampai enam langkah.")
QUESTIONS = ("Pertanyaan yang sering muncul", "Apa yang ditanyakan orang kepada Anda tentang ini?")


def _headed(number: int) -> list[tuple[str, object]]:
    heading, question = HEADED[number]
    return [("prompt", question), ("heading", heading), ("text", RichText(""))]


def skeleton() -> list[tuple[str, object]]:
    """For the `body` of an article: (kind of block, its value)."""
    return [
        *_headed(0),
        ("prompt", SIGNS[1]),
        ("signs", {"title": SIGNS[0], "signs": [""]}),
        *_headed(1),
        *_headed(2),
        ("prompt", STEPS[1]),
        ("steps", {"title": STEPS[0], "steps": [{"title": "", "text": RichText("")}]}),
        *_headed(3),
        ("prompt", QUESTIONS[1]),
        ("questions", {"title": QUESTIONS[0], "items": [{"question": "", "answer": RichText("")}]}),
    ]


@receiver(init_new_page)
def begin_with_the_skeleton(page: Page, **signal) -> None:
    if isinstance(page, ArticlePage) and not page.body:
        page.body = skeleton()
