"""Partnership with families, planned by the school's team for a year: who is on the team, goals, activities, changes."""
