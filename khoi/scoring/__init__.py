"""Scorecards: claim, evidence, submit, return, appraise, explain, adopt.

The inputs are the agency's alone; points follow from inputs and sheet, and are recomputed, never adjusted."""
