"""Awards: catalogue, proposals, deliberation, decisions."""
