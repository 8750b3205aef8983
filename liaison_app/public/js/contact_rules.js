import { clock } from "./text";

/*
 * Who may be contacted, and how: the server's rule (outreach/contact_rights.py) said beforehand, so that
 * nobody taps what will be refused. The server decides.
 */

const TIMED_WAYS = ["Call", "Text"];

/** Why an adult cannot be chosen; empty where they can. */
export function adult_problem(adult, direction) {
	return adult.barred && direction === "Outgoing" ? __("may not be contacted") : "";
}

/** Why a way cannot be used for an adult at a time (HH:MM:SS); empty where it can. */
export function way_problem(adult, way, direction, time) {
	if (!adult || direction !== "Outgoing") {
		return "";
	}
	if (adult.unsafe_ways.includes(way)) {
		return __("not safe");
	}
	if (TIMED_WAYS.includes(way) && !in_safe_hours(adult, time)) {
		return safe_hours(adult);
	}
	return "";
}

/** Why an outcome cannot be, for an adult reached by a way; empty where it can. */
export function outcome_problem(adult, way, direction, outcome) {
	const is_voicemail = outcome === "Left Message" && way === "Call" && direction === "Outgoing";
	return adult?.no_voicemail && is_voicemail ? __("voicemail is not safe") : "";
}

/** "safe 17:00 to 20:00", "safe until 15:00"; empty where any hour is. */
export function safe_hours(adult) {
	if (!adult.safe_from && !adult.safe_to) {
		return "";
	}
	if (!adult.safe_to) {
		return __("safe from {0}", [clock(adult.safe_from)]);
	}
	return adult.safe_from
		? __("safe {0} to {1}", [clock(adult.safe_from), clock(adult.safe_to)])
		: __("safe until {0}", [clock(adult.safe_to)]);
}

/** The channel to propose: the adult's own, else the first that is safe. */
export function proposed_channel(adult, direction, time) {
	const safe = frappe.boot.liaison.channels.filter(
		(channel) => !way_problem(adult, channel.way, direction, time)
	);
	return (safe.find((channel) => channel.name === adult?.preferred_channel) || safe[0])?.name;
}

function in_safe_hours(adult, time) {
	const now = padded(time);
	return (
		(!adult.safe_from || now >= padded(adult.safe_from)) &&
		(!adult.safe_to || now <= padded(adult.safe_to))
	);
}

function padded(time) {
	return String(time)
		.split(":")
		.map((part) => part.padStart(2, "0"))
		.join(":");
}
