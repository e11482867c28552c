"""`make materials`: draws every file anew into files/. What did not change stays the same to the byte."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from home.starter.materials import documents, forms, leaflets, office, posters, slides
from home.starter.materials.sheet import jpeg

FOLDER = Path(__file__).parent / "files"
FILES: dict[str, Callable[[], bytes]] = {
    "poster-tanda-tppo-a3.pdf": partial(posters.trafficking, posters.A3_SCALE),
    "poster-tanda-tppo-a4.pdf": posters.trafficking,
    "poster-tanda-tppo-whatsapp.jpg": lambda: jpeg(posters.trafficking_square()),
    "poster-nomor-bantuan-a3.pdf": partial(posters.not_alone, posters.A3_SCALE),
    "poster-nomor-bantuan-a4.pdf": posters.not_alone,
    "poster-nomor-bantuan-hitam-putih.pdf": posters.not_alone_copy,
    "poster-nomor-bantuan-whatsapp.jpg": lambda: jpeg(posters.not_alone_square()),
    "selebaran-informasi-layanan-a4.pdf": leaflets.folded,
    "siapa-bisa-apa-a4.pdf": leaflets.adat,
    "salindia-60-menit.pdf": slides.pdf,
    "salindia-60-menit.pptx": slides.pptx,
    "pengantar-lima-menit.pdf": partial(documents.pdf, "speech"),
    "pengantar-lima-menit.docx": partial(office.docx, "speech"),
    "panduan-fasilitator.pdf": partial(documents.pdf, "guide"),
    "panduan-fasilitator.docx": partial(office.docx, "guide"),
    "daftar-hadir-a4.pdf": forms.attendance,
    "sebelum-berangkat-a5.pdf": forms.before_departure,
    "sebelum-berangkat-a4.pdf": forms.before_departure_twice,
}


def draw_all() -> None:
    FOLDER.mkdir(exist_ok=True)
    for old in FOLDER.iterdir():
        if old.name not in FILES:
            old.unlink()
    for name, draw in FILES.items():
        content = draw()
        (FOLDER / name).write_bytes(content)
        print(f"{len(content):>9,}  {name}")


if __name__ == "__main__":
    draw_all()
