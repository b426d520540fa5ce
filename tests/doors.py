"""The list of every route, its methods and its door, as text for review: `python -m tests.doors` writes it anew."""

from pathlib import Path

from flask import Flask

from tenants.roles import OPEN_TO_ALL

LIST = Path(__file__).with_name("doors.txt")


def doors_of(app: Flask) -> str:
    lines = []
    for rule in app.url_map.iter_rules():
        address = "/static/…" if rule.endpoint == "static" else rule.rule
        opened = app.view_functions[rule.endpoint].__door__
        methods = "+".join(sorted((rule.methods or set()) - {"HEAD", "OPTIONS"}))
        said = "open to all" if opened == OPEN_TO_ALL else str(opened)
        lines.append(f"{address}  {methods}  {rule.endpoint}  {said}")
    return "\n".join(sorted(lines)) + "\n"


if __name__ == "__main__":
    import tempfile

    from khoi.app import create_app
    from khoi.settings import Settings

    with tempfile.TemporaryDirectory() as folder:
        LIST.write_text(doors_of(create_app(Settings(data=Path(folder), secret_key="k" * 48, testing=True))))
