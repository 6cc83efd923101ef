"""Random checks, misconduct and bans, and the auditors' folder."""
