"""How children fare: their latest figures beside those of the day on which their family was enrolled."""
