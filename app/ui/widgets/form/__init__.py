"""Forms: a question, its editor, what is wrong with the answer."""
