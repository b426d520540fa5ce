"""The portal against its yardsticks, as ratios inside one run: `python -m bench`, or `make bench`."""
