"""Where the data lie: the folder, its one file, its key, its backups."""
