/**
 * Moments for an input of type datetime-local: the phone's own picker of date and time. It holds them in the
 * user's zone; documents hold them in the site's.
 */

/** Such an input below an element, with its label; `value` is as `to_picker` gives it. */
export function moment_input($parent, name, label, value) {
	return $(`<label class="liaison-time">${label}
		<input type="datetime-local" class="form-control" data-liaison="${name}"></label>`)
		.appendTo($parent)
		.find("input")
		.val(value);
}

/** A moment of the site, such as "2026-11-11 16:00:00", for such an input; "" for none. */
export function to_picker(moment_of_site) {
	return moment_of_site ? shortened(frappe.datetime.convert_to_user_tz(moment_of_site)) : "";
}

/** The present, for such an input. */
export function now_in_picker() {
	return shortened(frappe.datetime.now_datetime());
}

/** What such an input holds, as a moment of the site; null for none. */
export function from_picker(value) {
	return value ? frappe.datetime.convert_to_system_tz(`${value.replace("T", " ")}:00`, true) : null;
}

/** A moment of the site as people read it, in the user's zone and without seconds; of today, or of the day of a moment that is known, the hour alone. */
export function moment_text(moment_of_site, known_day) {
	const [date, time] = to_picker(moment_of_site).split("T");
	const told = known_day ? to_picker(known_day).split("T")[0] : frappe.datetime.now_date();
	return date === told ? time : `${frappe.datetime.str_to_user(date)} ${time}`;
}

function shortened(moment_of_user) {
	return moment_of_user.replace(" ", "T").slice(0, 16);
}
