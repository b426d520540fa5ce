"""Scorecards: claim, evidence, submit, appraise. Inputs are the agency's alone; points follow from inputs and sheet, never by hand."""
