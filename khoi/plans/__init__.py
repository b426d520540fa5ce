"""An agency's plan of the year: its tasks by quarter, who coordinates, what became of them."""
