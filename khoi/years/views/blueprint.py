"""The pages' common root."""

from flask import Blueprint

years = Blueprint("years", __name__)
