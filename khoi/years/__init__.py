"""The year as data: members, seats, names of that year, and every date; lateness is measured here and nowhere else."""
