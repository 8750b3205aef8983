"""School years, weeks and staff days."""
