"""The step's blueprint; every page of it imports it from here."""

from flask import Blueprint

home = Blueprint("home", __name__)
