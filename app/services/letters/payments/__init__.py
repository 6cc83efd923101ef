"""The papers of payments."""
