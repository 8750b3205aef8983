const COLOURS = {
	Planned: "blue",
	Confirmed: "orange",
	Completed: "green",
	Held: "green",
	Attempted: "red",
	"Called Off": "gray",
};

/** The host's calendar, one for each DocType, shows visits and meetings together. */
export function appointment_calendar() {
	return {
		field_map: { start: "planned_start", end: "planned_end", id: "name", title: "title", allDay: "allDay" },
		color_map: COLOURS,
		get_css_class: ({ status }) => (status in COLOURS ? status : "Planned"),
		get_events_method: "liaison_app.outreach.appointment_calendar.get_events",
	};
}

/** The list of visits, or of meetings, by status. */
export function appointment_list() {
	return {
		add_fields: ["status", "docstatus"],
		hide_name_column: true,
		has_indicator_for_draft: true,
		has_indicator_for_cancelled: true,
		get_indicator: ({ status }) => [__(status), COLOURS[status] || "gray", `status,=,${status}`],
	};
}
