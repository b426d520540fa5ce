"""The pages' common root."""

from flask import Blueprint

accounts = Blueprint("accounts", __name__)
