"""From one year to the next: what is missing, roll-over, handover."""
