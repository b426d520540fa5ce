"""Keeping an installation safe and sound: backups that are checked when they come back, and the doctor."""
