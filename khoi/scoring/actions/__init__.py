"""Changes of a scorecard; each asks the rules, keeps the row's history and writes the journal."""
