/** The filter of a report on one school; it begins with the first of the own ones. */
export function own_school_filter() {
	return {
		fieldname: "school",
		label: __("School"),
		fieldtype: "Link",
		options: "Liaison School",
		default: frappe.boot.liaison?.own_schools?.[0],
		reqd: 1,
	};
}

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
