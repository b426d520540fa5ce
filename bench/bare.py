"""The yardstick of every page: Flask that says hello, and nothing else."""

from flask import Flask

app = Flask(__name__)


@app.get("/")
def hello() -> str:
    return "hello"


@app.post("/")
def saved() -> str:
    return "saved"
