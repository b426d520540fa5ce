"""The blueprint on which every page of reports hangs."""

from flask import Blueprint

reports = Blueprint("reports", __name__)
