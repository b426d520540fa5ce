"""Draws one page of a foreign file as PNG, alone in a process with narrow limits: what breaks here breaks nothing else.

Run by path, never imported: `preview_child.py SOURCE KIND PAGE TARGET`. It prints how many pages there are. PAGE 0 only
counts.
"""

import math
import sys
from typing import Any

import pypdfium2
from PIL import Image, ImageOps

resource: Any
try:
    import resource
except ImportError:  # Windows has no such limits; time is kept outside
    resource = None

MEMORY = 1 << 30
SECONDS = 15
LARGEST_PNG = 32 << 20
#: A page is drawn this wide, and never with more dots than this.
WIDTH = 1400
DOTS = 4_000_000
TALLEST = 4000


def limit_self() -> None:
    """Take the limits upon itself, before any byte of the file is read."""
    if resource is None:
        return
    for what, most in (
        (resource.RLIMIT_AS, MEMORY),
        (resource.RLIMIT_CPU, SECONDS),
        (resource.RLIMIT_FSIZE, LARGEST_PNG),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(what, (most, most))


def scale(width: float, height: float) -> float:
    """How much a page grows: to the width of the screen, unless it is so long that it would not fit in memory."""
    wide = WIDTH / max(width, 1)
    fits = math.sqrt(DOTS / max(width * height, 1))
    return min(wide, fits, TALLEST / max(height, 1), 4)


def draw_pdf(source: str, page: int, target: str) -> int:
    document = pypdfium2.PdfDocument(source)
    if page:
        sheet = document[page - 1]
        sheet.render(scale=scale(*sheet.get_size()), may_draw_forms=False).to_pil().convert("RGB").save(target, "PNG")
    return len(document)


def draw_image(source: str, page: int, target: str) -> int:
    with Image.open(source, formats=("PNG", "JPEG")) as image:
        if page > 1:
            raise IndexError
        if page:
            image.draft("RGB", (WIDTH, WIDTH))
            image.thumbnail((WIDTH, 2 * WIDTH))
            # A new picture: nothing that was hidden in the old one (place, camera, appended bytes) goes along.
            ImageOps.exif_transpose(image).convert("RGB").save(target, "PNG")
        else:
            image.verify()
    return 1


def main(source: str, kind: str, page: str, target: str) -> None:
    limit_self()
    draw = draw_pdf if kind == "application/pdf" else draw_image
    sys.stdout.write(f"{draw(source, int(page), target)}\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
