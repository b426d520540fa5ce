"""The pages' common root."""

from flask import Blueprint

ranking = Blueprint("ranking", __name__)
