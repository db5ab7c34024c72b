"""How sentences hang together: encoding, subjects, arguments, dates, values, references."""
