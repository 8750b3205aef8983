import { open_message_dialog } from "./message_dialog";
import { moment_text } from "./moments";
import { keep_typed } from "./send";
import { escape } from "./text";

/** An activity's events, and how many came to them; with a button to add one. */
export function render_events(frm) {
	const { events = [], attendance } = frm.doc.__onload || {};
	const add = frappe.model.can_create("Engagement Event")
		? `<button type="button" class="btn btn-default" data-liaison="add-event">${__("Add Event")}</button>`
		: "";
	const total = attendance
		? `<p data-liaison="attendance">${__("Came to them in all: {0}", [`<strong>${attendance}</strong>`])}</p>`
		: "";
	const $panel = frm.get_field("events_panel").$wrapper.html(events.map(event_html).join("") + total + add);
	$panel.off("click.liaison").on("click.liaison", "[data-liaison=add-event]", async () => {
		await keep_typed(frm);
		const { name, activity, school, involvement_type, in_charge } = frm.doc;
		frappe.new_doc("Engagement Event", { activity: name, event_name: activity, school, involvement_type, in_charge });
	});
}

function event_html({ name, event_name, planned_start, status, head_count, rating }) {
	const facts = [
		escape(moment_text(planned_start)),
		head_count ? __("People present: {0}", [head_count]) : "",
		rating ? __("Rating: {0}", [escape(rating)]) : "",
	];
	return `<div class="liaison-planned" data-liaison="event">
		<a href="${frappe.utils.get_form_link("Engagement Event", name)}">${escape(event_name)}</a>
		<span class="liaison-remark">${escape(__(status))}</span>
		<div class="text-muted">${facts.filter(Boolean).join(" · ")}</div>
	</div>`;
}

/** Who came to an event, for those who are told, and the buttons that bring people to it. */
export function render_attendance(frm) {
	const { attendance, may_add, may_open_sign_in, may_invite } = frm.doc.__onload || {};
	const buttons = [
		[may_add, "add-attendance", __("Add to Who Came")],
		[may_open_sign_in, "open-sign-in", __("Open Sign-In Page")],
		[may_invite, "invite", __("Invite Families")],
	];
	const shown = buttons
		.filter(([may]) => may)
		.map(([, mark, label]) => `<button type="button" class="btn btn-default" data-liaison="${mark}">${label}</button>`);
	const $panel = frm.get_field("attendance_panel").$wrapper;
	$panel.html(`${rows_html(attendance, frm.doc.planned_start)}<div class="liaison-actions">${shown.join("")}</div>`);
	$panel.off("click.liaison");
	$panel.on("click.liaison", "[data-liaison=add-attendance]", () => saved(frm, add_attendance));
	$panel.on("click.liaison", "[data-liaison=open-sign-in]", () => saved(frm, open_sign_in));
	$panel.on("click.liaison", "[data-liaison=invite]", () => saved(frm, invite));
}

function rows_html(rows, planned_start) {
	if (!rows) {
		return `<p class="text-muted">${__("Who came is told to the school's liaisons. How many came stands below.")}</p>`;
	}
	const empty = `<p class="text-muted">${__("Nobody is written down yet.")}</p>`;
	return `<div data-liaison="who-came">${rows.map((row) => row_html(row, planned_start)).join("") || empty}</div>`;
}

function row_html({ name, title, family, adults, children, signed_in_at }, planned_start) {
	const facts = [
		adults ? __("Adults: {0}", [adults]) : "",
		children ? __("Children: {0}", [children]) : "",
		signed_in_at ? __("signed in {0}", [escape(moment_text(signed_in_at, planned_start))]) : "",
		family ? __("in the programme") : "",
	];
	return `<div class="liaison-planned" data-liaison="attendance">
		<a href="${frappe.utils.get_form_link("Event Attendance", name)}">${escape(title)}</a>
		<span class="text-muted">${facts.filter(Boolean).join(" · ")}</span>
	</div>`;
}

/** What was typed is kept first. */
async function saved(frm, action) {
	await keep_typed(frm);
	return action(frm);
}

function add_attendance(frm) {
	frappe.new_doc("Event Attendance", { event: frm.doc.name });
}

/** The link to the sign-in page. Only its hash is kept, so that it cannot be shown again: another one is asked for first. */
function open_sign_in(frm) {
	if (!frm.doc.__onload?.has_sign_in) return make_sign_in(frm);
	return frappe.warn(
		__("Make a New Link?"),
		__("There is a link already, and a new one ends it: the tablet at the door and a printed code stop working."),
		() => make_sign_in(frm),
		__("Make a New Link")
	);
}

/** A link for a tablet at the door or everybody's own phone. */
async function make_sign_in(frm) {
	const { url, qr, opens_at, ends_at } = await frappe.xcall("liaison_app.partnership.sign_in.open_sign_in", {
		event: frm.doc.name,
	});
	frm.doc.__onload.has_sign_in = true;
	const dialog = new frappe.ui.Dialog({
		title: __("Sign-In Page"),
		fields: [{ fieldtype: "HTML", fieldname: "body" }],
		primary_action_label: __("Copy Link"),
		primary_action: () => frappe.utils.copy_to_clipboard(url),
	});
	dialog.fields_dict.body.$wrapper.html(`
		<p>${__("Open it on the tablet at the door, or let families scan it. It is open from {0} to {1}.", [
			escape(opens_at), escape(ends_at),
		])}</p>
		<p class="text-center"><img src="${escape(qr)}" alt="" class="liaison-code"></p>
		<p><a href="${escape(url)}" target="_blank" rel="noopener noreferrer" data-liaison="sign-in-link">${escape(url)}</a></p>
		<p class="text-muted">${__("Hand on no device that is logged in. Keep this link: it is shown this once.")}</p>`); // prettier-ignore
	dialog.$wrapper.addClass("liaison-dialog").attr("data-liaison", "sign-in-dialog");
	dialog.show();
}

async function invite(frm) {
	const { families, ...words } = await frappe.xcall("liaison_app.partnership.invitations.get_invitation", {
		event: frm.doc.name,
	});
	if (!families.length) {
		frappe.msgprint(__("No family of your caseload is enrolled at this school."));
		return;
	}
	open_message_dialog(families, words);
}
