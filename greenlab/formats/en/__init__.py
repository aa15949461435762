"""English as it is read everywhere: the day before the month, the month as a word, 24 hours."""
