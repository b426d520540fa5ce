"""The door gunicorn opens."""

from khoi.app import create_app

app = create_app()
