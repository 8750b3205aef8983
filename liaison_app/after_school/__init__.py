"""Programs after lessons: places and the waiting list, sessions, and what came of them."""
