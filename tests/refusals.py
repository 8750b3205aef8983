"""How the host refuses, in its versions' ways."""

import frappe

#: What a print raises comes out of newer hosts as an error of their own.
PRINT_REFUSED = (frappe.PermissionError, frappe.ValidationError)
