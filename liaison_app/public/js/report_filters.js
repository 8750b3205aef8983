/** A report's filter by liaison; a liaison begins with the own rows. */
export function own_liaison_filter() {
	return {
		fieldname: "liaison",
		label: __("Liaison"),
		fieldtype: "Link",
		options: "Family Liaison",
		default: frappe.boot.liaison?.is_liaison ? frappe.session.user : null,
	};
}
