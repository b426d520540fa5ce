"""People: signing in, passwords, an agency's accounts, own sessions. The first step: it reads only the ground floor."""
