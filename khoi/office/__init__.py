"""Not a step: it writes what steps say (a document, a workbook, a chart) into the formats of an office."""
