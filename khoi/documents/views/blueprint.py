"""The blueprint on which every page of documents hangs."""

from flask import Blueprint

documents = Blueprint("documents", __name__)
