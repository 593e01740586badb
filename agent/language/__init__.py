"""Reading English: words, numbers, dates, names, polarity and who is said to have said what, by rule."""
