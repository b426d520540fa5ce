"""What changes the facts of the year."""

from khoi.years.actions.lateness import note_lateness

__all__ = ["note_lateness"]
