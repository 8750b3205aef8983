/** How a consent stands today: its words and colour. */
export function consent_state({ starts_on, last_day, revoked_at }) {
	const today = frappe.datetime.get_today();
	if (revoked_at) return [__("Revoked"), "red"];
	if (last_day < today) return [__("Ended"), "gray"];
	return starts_on > today ? [__("To Come"), "orange"] : [__("In Force"), "green"];
}
