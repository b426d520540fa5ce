"""What spans steps: the consolidated workbook and reports, built as plain values from what earlier steps hold."""
