"""What is due today for this person, and the search: the last step, it reads all others and changes nothing."""
