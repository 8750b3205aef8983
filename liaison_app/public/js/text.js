/** Text for HTML: nothing that a person typed is ever run. */
export function escape(value) {
	return frappe.utils.escape_html(String(value ?? ""));
}

/** A day as the user reads days. */
export function day(value) {
	return escape(frappe.datetime.str_to_user(String(value).split(" ")[0]));
}

/** "17:00" of "17:00:00". */
export function clock(value) {
	return escape(String(value).split(":").slice(0, 2).map((part) => part.padStart(2, "0")).join(":"));
}

/** The channels of the district that count as a way: Call, Text, Email, Letter, In Person, Video. */
export function channels_of(way) {
	return frappe.boot.liaison.channels.filter((channel) => channel.way === way);
}

/** The way that a channel counts as. */
export function way_of(channel_name) {
	return frappe.boot.liaison.channels.find((channel) => channel.name === channel_name)?.way;
}

/** The options of a Select field, without the empty one. */
export function options_of(doctype, fieldname) {
	return frappe.meta.get_docfield(doctype, fieldname).options.split("\n").filter(Boolean);
}
