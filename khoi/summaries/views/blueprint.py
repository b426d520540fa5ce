"""The blueprint on which every page of summaries hangs."""

from flask import Blueprint

summaries = Blueprint("summaries", __name__)
