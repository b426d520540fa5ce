"""The score sheet: sections, criteria, methods, versions. A published sheet is frozen; a change is a new version."""
