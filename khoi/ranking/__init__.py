"""Totals to places: computed anew at each look, frozen only by publication."""
