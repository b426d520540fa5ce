"""What people send about a scorecard, checked for form before anything is asked of the database."""
