import { row_titles, with_moment } from "./row_titles";

const COLOURS = {
	Planned: "blue",
	Confirmed: "orange",
	Completed: "green",
	Held: "green",
	Attempted: "red",
	"Called Off": "gray",
};

/** The classes of the host's calendar, which has a colour for each of these and for no other. */
const CLASSES = { blue: "default", orange: "warning", green: "success", red: "danger", gray: "danger" };

/** A month has no room for words on a phone: there it opens on a list of the week. Older and newer hosts name it twice. */
function on_a_phone() {
	const header = { left: "prev, title, next", right: "today, listWeek, month" };
	const buttonText = { today: __("Today"), list: __("List"), month: __("Month") };
	return {
		defaultView: "listWeek",
		header,
		initialView: "listWeek",
		headerToolbar: { ...header, right: "today,listWeek,dayGridMonth" },
		buttonText,
		height: "auto",
	};
}

/** The host's calendar, one for each DocType, shows visits and meetings together; red is what did not take place. */
export function appointment_calendar() {
	return {
		field_map: { start: "planned_start", end: "planned_end", id: "name", title: "title", allDay: "allDay" },
		get_css_class: ({ status }) => CLASSES[COLOURS[status]] || "default",
		get_events_method: "liaison_app.outreach.appointment_calendar.get_events",
		options: frappe.is_mobile() ? on_a_phone() : {},
	};
}

/** The list of visits, or of meetings, by status. title: the title field. */
export function appointment_list(title) {
	return {
		...row_titles(title, (row) => with_moment(row[title], row.planned_start)),
		add_fields: ["status", "docstatus", "planned_start"],
		hide_name_column: true,
		has_indicator_for_draft: true,
		has_indicator_for_cancelled: true,
		get_indicator: ({ status }) => [__(status), COLOURS[status] || "gray", `status,=,${status}`],
	};
}
