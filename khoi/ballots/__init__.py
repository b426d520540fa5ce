"""Secret votes, on paper or in the portal, and their tally."""
