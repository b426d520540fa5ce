"""The steps in the order of the year, with their pages."""

from flask import Blueprint

BLUEPRINTS: tuple[Blueprint, ...] = ()
