import { open_evaluation } from "./evaluation_dialog";
import { new_step, step_html, listen_to_steps } from "./next_steps";
import { keep_typed } from "./send";
import { day, escape } from "./text";

/** The six types of involvement, each with a bar as long as the plan has activities of it; none is said. */
export function balance_html(balance) {
	const most = Math.max(1, ...balance.map(({ activities }) => activities));
	return `<div class="liaison-balance" data-liaison="balance">${balance.map((row) => type_html(row, most)).join("")}</div>`;
}

function type_html({ involvement_type, activities }, most) {
	const count = activities || `<span class="liaison-no">${__("none yet")}</span>`;
	return `<div class="liaison-week-line" data-type="${escape(involvement_type)}">
		<div class="liaison-week-head"><span>${escape(__(involvement_type))}</span><span data-figure="activities">${count}</span></div>
		<div class="liaison-bar" role="presentation"><div style="width: ${(100 * activities) / most}%"></div></div>
	</div>`;
}

/**
 * The host shows a form for two minutes as it was loaded. What was saved elsewhere changes what this one shows: it is
 * loaded anew, unless something is typed in it.
 */
export function forget_form(doctype, name) {
	const doc = name && frappe.get_doc(doctype, name);
	if (doc && !doc.__unsaved) {
		frappe.model.clear_doc(doctype, name);
	}
}

/** A plan's activities, goal by goal, each a link; with a button to add one to a goal. */
export function render_plan(frm) {
	const { activities = [], balance = [], changes = [], may_add } = frm.doc.__onload || {};
	frm.get_field("balance_panel").$wrapper.html(balance_html(balance));
	const goals = (frm.doc.goals || []).filter(({ goal }) => goal);
	const $panel = frm.get_field("activities_panel").$wrapper;
	$panel.html(
		goals.map(({ goal }, index) => goal_html(goal, index, activities, may_add)).join("") ||
			`<p class="text-muted">${__("Write down a goal and save: then add what you will do for it.")}</p>`
	);
	$panel.off("click.liaison").on("click.liaison", "[data-goal]", async ({ currentTarget }) => {
		await keep_typed(frm);
		frappe.new_doc("Partnership Activity", { plan: frm.doc.name, goal: goals[currentTarget.dataset.goal].goal });
	});
	$panel.off("click.evaluate").on("click.evaluate", "[data-evaluate]", ({ currentTarget }) => {
		const activity = activities.find(({ name }) => name === currentTarget.dataset.evaluate);
		open_evaluation(activity, () => {
			forget_form("Partnership Activity", activity.name);
			frm.is_dirty() || frm.reload_doc();
		});
	});
	frm.get_field("changes_panel").$wrapper.html(
		changes.map(change_html).join("") || `<p class="text-muted">${__("Nothing has been changed.")}</p>`
	);
}

function goal_html(goal, index, activities, may_add) {
	const own = activities.filter((row) => row.goal === goal);
	const add = may_add
		? `<button type="button" class="btn btn-default btn-sm liaison-add" data-goal="${index}">${__("Add Activity")}</button>`
		: "";
	const rows = own.map(activity_html).join("") || `<p class="text-muted">${__("Nothing is planned for it yet.")}</p>`;
	return `<div class="liaison-block" data-liaison="goal"><h5>${escape(goal)}</h5>${rows}${add}</div>`;
}

/** Until somebody has said how it went, it is what its events were given. */
function rating_text({ rating, status }) {
	if (!rating) return "";
	return status === "Planned" ? __("Rating of its events: {0}", [escape(rating)]) : __("Rating: {0}", [escape(rating)]);
}

function activity_html(row) {
	const state = row.is_late ? `<span class="liaison-no">${__("Late")}</span>` : escape(__(row.status));
	const facts = [
		day(row.starts_on) + (row.ends_on === row.starts_on ? "" : ` – ${day(row.ends_on)}`),
		escape(__(row.involvement_type)),
		escape(row.in_charge_name),
		row.open_steps ? __("To prepare: {0}", [row.open_steps]) : "",
		row.attendance === null ? "" : __("People present: {0}", [row.attendance]),
		rating_text(row),
	];
	const evaluate = row.may_evaluate
		? `<button type="button" class="btn btn-default btn-sm liaison-add" data-evaluate="${escape(row.name)}">${__("Say How It Went")}</button>`
		: "";
	const href = frappe.utils.get_form_link("Partnership Activity", row.name);
	return `<div class="liaison-planned" data-liaison="activity">
		<a href="${href}" class="${row.status === "Called Off" ? "liaison-struck" : ""}">${escape(row.activity)}</a>
		<span class="liaison-remark">${state}</span>
		<div class="text-muted">${facts.filter(Boolean).join(" · ")}</div>${evaluate}
	</div>`;
}

function change_html({ activity, changed_on, changed_by_name, what, reason }) {
	return `<div class="liaison-planned" data-liaison="change"><strong>${escape(activity)}</strong>: ${escape(what)}
		<div class="text-muted">${day(changed_on)} · ${escape(changed_by_name)}: ${escape(reason)}</div></div>`;
}

/** Beside an activity: the balance of its plan with it, as it is being written. */
export function render_balance(frm) {
	const { balance = [] } = frm.doc.__onload || {};
	const { involvement_type, status } = frm.doc;
	const counts = (row) => row.involvement_type === involvement_type && status !== "Called Off";
	frm.get_field("balance_panel").$wrapper.html(
		balance_html(balance.map((row) => ({ ...row, activities: row.activities + (counts(row) ? 1 : 0) })))
	);
}

/** What is to be prepared, by month. */
export function render_preparations(frm) {
	const { preparations = [] } = frm.doc.__onload || {};
	const $panel = frm.get_field("preparations_panel").$wrapper;
	const add = frappe.model.can_create("Next Step")
		? `<button type="button" class="btn btn-default" data-liaison="add-step">${__("Add Preparation")}</button>`
		: "";
	$panel.html(`<div data-liaison="preparations">${preparations.map(month_html).join("")}</div>${add}`);
	$panel.off("click.liaison").on("click.liaison", "[data-liaison=add-step]", () => add_preparation(frm));
	listen_to_steps($panel, () => frm.is_dirty() || frm.reload_doc());
}

function month_html({ month, steps }) {
	const title = moment(`${month}-01`).format("MMMM YYYY");
	return `<div class="liaison-month"><h6>${escape(title)}</h6>${steps.map(preparation_html).join("")}</div>`;
}

function preparation_html(step) {
	const who = step.assignee_name ? ` <small class="text-muted">${escape(step.assignee_name)}</small>` : "";
	if (step.done) {
		return `<p class="text-muted"><s>${escape(step.what)}</s>${who}</p>`;
	}
	return step_html(step, who);
}

/** What was typed is kept first: the new step reloads the form. */
async function add_preparation(frm) {
	await keep_typed(frm);
	const people = (frm.doc.__onload?.people || []).filter(({ user }) => user);
	const options = people.map(({ user, member_name }) => ({ value: user, label: member_name }));
	const who = { fieldtype: "Select", fieldname: "assignee", label: __("Who"), options: ["", ...options] };
	new_step(frm.doctype, frm.doc.name, () => frm.reload_doc(), {
		title: __("Preparation"),
		further: options.length ? [{ ...who, description: __("Empty: yourself.") }] : [],
	});
}

/** A meeting of the team, with its members invited. */
export async function plan_meeting({ name, school, members = [] }) {
	await frappe.model.with_doctype("Liaison Meeting");
	const roles = await frappe.db.get_list("Partnership Role", { fields: ["name", "meeting_role"], limit: 0 });
	const role_of = Object.fromEntries(roles.map((role) => [role.name, role.meeting_role]));
	const meeting = frappe.model.get_new_doc("Liaison Meeting");
	const today = frappe.datetime.now_date();
	Object.assign(meeting, { kind: "Team Meeting", team: name, school });
	members
		.filter(({ starts_on, last_day }) => starts_on <= today && (!last_day || last_day >= today))
		.filter(({ user }) => user !== frappe.session.user)
		.forEach(({ role, user, member_name }) => {
			const invited = user ? { user } : { person_name: member_name };
			Object.assign(frappe.model.add_child(meeting, "Meeting Invited", "invited"), invited, {
				role: role_of[role] || "Other",
			});
		});
	frappe.set_route("Form", meeting.doctype, meeting.name);
}

/** A team's meetings, the newest first. */
export function render_meetings(frm) {
	const { meetings = [], may_plan_meeting } = frm.doc.__onload || {};
	const rows = meetings.map(meeting_html).join("") || `<p class="text-muted">${__("No meeting that you may see.")}</p>`;
	const plan = may_plan_meeting
		? `<button type="button" class="btn btn-default" data-liaison="plan-meeting">${__("Plan Meeting")}</button>`
		: "";
	const $panel = frm.get_field("meetings_panel").$wrapper.html(rows + plan);
	$panel.off("click.liaison").on("click.liaison", "[data-liaison=plan-meeting]", () => plan_meeting(frm.doc));
}

function meeting_html({ name, planned_start, status, head_count }) {
	const came = head_count ? ` · ${__("People present: {0}", [head_count])}` : "";
	return `<p><a href="${frappe.utils.get_form_link("Liaison Meeting", name)}">${day(planned_start)}</a>
		${escape(__(status))}${came}</p>`;
}
