"""A school in figures, on one page: for the principal, the board, whoever asks. No family has a row in it."""
