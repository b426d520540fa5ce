"""Registration of the year's titles and targets, and the giao ước that all heads sign."""
