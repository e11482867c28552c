"""Schema.org descriptions that several page classes share. https://schema.org/"""

from publishing.pages.models import SitePage

CONTEXT = "https://schema.org"
# The office that answers for every page.
PUBLISHER = {
    "@type": "GovernmentOrganization",
    "name": (
        "Dinas Pemberdayaan Perempuan, Perlindungan Anak, Pengendalian Penduduk dan Keluarga Berencana "
        "(DP3AP2KB) Kota Payakumbuh"
    ),
}


def article(page: SitePage, context: dict) -> dict:
    """`context` as `SitePage.structured_data` takes it."""
    data = {
        "@context": CONTEXT,
        "@type": "Article",
        "headline": page.title,
        "description": page.description,
        "inLanguage": "id",
        "mainEntityOfPage": context["canonical_url"],
        "image": context["share_card_url"],
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
