"""Schema.org descriptions that several page classes share. https://schema.org/"""

from django.http import HttpRequest

from publishing.pages.models import SitePage
from publishing.pages.navigation import absolute

CONTEXT = "https://schema.org"
# The office that answers for every page.
PUBLISHER = {
    "@type": "GovernmentOrganization",
    "name": (
        "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana "
        "(DP3AP2KB) Kota Payakumbuh"
    ),
}


def article(page: SitePage, request: HttpRequest) -> dict:
    data = {
        "@context": CONTEXT,
        "@type": "Article",
        "headline": page.title,
        "description": page.description,
        "inLanguage": "id",
        "mainEntityOfPage": page.get_full_url(request),
        "image": absolute(request, page.share_card_url),
        "author": PUBLISHER,
        "publisher": PUBLISHER,
    }
    if page.first_published_at:
        data["datePublished"] = page.first_published_at.isoformat()
    if page.last_published_at:
        data["dateModified"] = page.last_published_at.isoformat()
    return data


def faq_page(questions: list[tuple[str, str]]) -> dict:
    """`questions` are (question, answer) in plain text."""
    return {
        "@context": CONTEXT,
        "@type": "FAQPage",
        "mainEntity": [
            {"@type": "Question", "name": question, "acceptedAnswer": {"@type": "Answer", "text": answer}}
            for question, answer in questions
        ],
    }
