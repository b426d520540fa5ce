"""Pictures of pages: drawn apart, within limits, kept; a file that breaks its reader breaks nothing else."""

import io
import random
import subprocess
import sys
import time

import pytest
from PIL import Image

from khoi.office import preview
from khoi.office.preview_child import DOTS, TALLEST, WIDTH, scale
from tenants.refusal import Refused
from tests.khoi.scoring.evidence_made import image, pdf

PNG, JPEG = "image/png", "image/jpeg"


@pytest.fixture
def kept(tmp_path):
    """A stored file by its bytes."""

    def keep(data, name="ab" * 32):
        path = tmp_path / name
        path.write_bytes(data)
        return path

    return keep


def size_of(picture):
    with Image.open(picture) as opened:
        return opened.size


def draw(source, kind=preview.PDF, page=1):
    return preview.page_png(source, kind, page, source.parent / "previews")


def test_every_page_of_a_pdf_becomes_a_picture_of_screen_width(kept):
    source = kept(pdf(3))
    assert preview.count_pages(source, preview.PDF) == 3
    assert [size_of(draw(source, page=page))[0] for page in (1, 2, 3)] == [WIDTH] * 3


def test_a_picture_is_drawn_once(kept, monkeypatch):
    source = kept(pdf())
    first = draw(source)
    monkeypatch.setattr(preview, "CHILD", source.parent / "no-such-program")
    assert draw(source) == first


def test_an_image_is_drawn_anew_upright_and_without_what_was_hidden_in_it(kept):
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "SECRET-CAMERA"
    out = io.BytesIO()
    Image.new("RGB", (60, 20), "blue").save(out, "JPEG", exif=exif)
    shown = draw(kept(out.getvalue() + b"<script>hidden</script>"), JPEG)
    assert size_of(shown) == (20, 60)
    assert b"SECRET" not in shown.read_bytes()
    assert b"hidden" not in shown.read_bytes()


@pytest.mark.parametrize("size", [(1, 14400), (14400, 1), (14400, 14400), (0.1, 0.1), (595, 842)])
def test_a_page_of_any_size_stays_within_the_dots_that_memory_bears(size):
    grown = scale(*size)
    assert grown * max(size[0], 1) <= WIDTH + 1
    assert grown * size[1] <= TALLEST + 1
    assert grown * grown * size[0] * size[1] <= DOTS + 1


@pytest.mark.parametrize(("page", "kind"), [(4, preview.PDF), (-1, preview.PDF), (2, PNG)])
def test_a_page_that_is_not_there_is_refused_in_words(kept, page, kind):
    source = kept(pdf(3) if kind == preview.PDF else image())
    with pytest.raises(Refused, match="Không xem trước được"):
        draw(source, kind, page)


def test_word_and_excel_files_are_only_downloaded(kept):
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
    assert preview.count_pages(kept(b"PK"), kind) is None
    with pytest.raises(Refused, match="tải về"):
        draw(kept(b"PK"), kind)


def test_what_cannot_be_drawn_leaves_nothing_half_drawn(kept):
    source = kept(b"%PDF-1.7 \x00 %%EOF")
    assert preview.count_pages(source, preview.PDF) is None
    with pytest.raises(Refused):
        draw(source)
    assert not [path for path in (source.parent / "previews").rglob("*") if path.is_file()]


def test_a_reader_that_does_not_come_back_is_ended(kept, monkeypatch, tmp_path):
    sleeper = tmp_path / "sleeper.py"
    sleeper.write_text("import time\ntime.sleep(60)\n")
    monkeypatch.setattr(preview, "CHILD", sleeper)
    monkeypatch.setattr(preview, "SECONDS", 1)
    started = time.monotonic()
    with pytest.raises(Refused):
        draw(kept(pdf()))
    assert time.monotonic() - started < 5


LIMITED = "import sys; sys.path.insert(0, sys.argv[1]); from khoi.office import preview_child as c; c.limit_self(); "


@pytest.mark.parametrize(
    "greed",
    ["x = bytearray(2 << 30)", "c.SECONDS = 1\nwhile True: pass", "open(sys.argv[2], 'wb').write(bytes(64 << 20))"],
    ids=["memory", "processor", "disk"],
)
def test_the_child_cannot_take_more_than_its_share(greed, tmp_path, pytestconfig):
    if "while" in greed:
        code = LIMITED.replace("c.limit_self()", "c.SECONDS = 1; c.limit_self()") + "\n" + greed
    else:
        code = LIMITED + greed
    done = subprocess.run(
        [sys.executable, "-c", code, str(pytestconfig.rootpath), str(tmp_path / "big")],
        capture_output=True, timeout=60, check=False,
    )  # fmt: skip
    assert done.returncode != 0


def test_the_child_knows_no_secret_of_ours(kept, monkeypatch, tmp_path):
    monkeypatch.setenv("SECRET_KEY", "do not tell")
    spy = tmp_path / "spy.py"
    spy.write_text("import os, sys\nopen(sys.argv[4], 'w').write(repr(dict(os.environ)))\nprint(1)\n")
    monkeypatch.setattr(preview, "CHILD", spy)
    assert "do not tell" not in draw(kept(pdf())).read_text()


def mutations(seed, count):
    """Real files, damaged at random places: cut, overwritten, doubled."""
    dice = random.Random(seed)
    originals = [(pdf(2), preview.PDF), (image("PNG"), PNG), (image("JPEG"), JPEG)]
    for _ in range(count):
        data, kind = dice.choice(originals)
        data = bytearray(data)
        for _ in range(dice.randint(1, 8)):
            at = dice.randrange(len(data))
            data[at : at + dice.randint(0, 40)] = dice.randbytes(dice.randint(0, 40))
        yield bytes(data), kind


def test_damaged_files_are_drawn_or_refused_and_nothing_else(kept):
    for number, (data, kind) in enumerate(mutations(7, 24)):
        source = kept(data, f"{number:064x}")
        try:
            assert draw(source, kind).read_bytes().startswith(b"\x89PNG")
        except Refused:
            continue
