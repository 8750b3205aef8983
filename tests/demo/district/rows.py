"""Counts the rows of every table, to tell what was added."""

import frappe

#: The host counts names and writes down what its jobs did.
HOSTS_OWN = {"tabSeries", "tabError Log", "tabScheduled Job Log", "tabActivity Log", "tabPermission Log"}


def counts() -> dict[str, int]:
	"""The rows of every table."""
	frappe.db.rollback()
	tables = [
		table
		for table in frappe.db.get_tables(cached=False)
		if table.startswith("tab") and table not in HOSTS_OWN
	]
	return {table: frappe.db.sql(f"select count(*) from `{table}`")[0][0] for table in tables}


def differences(before: dict[str, int], after: dict[str, int]) -> dict[str, int]:
	"""Rows that were added to each table."""
	return {
		table: after[table] - before.get(table, 0) for table in after if after[table] != before.get(table, 0)
	}
