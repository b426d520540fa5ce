"""Conferences, trainings and joint activities: who was invited, who came, what came of it."""
