import { open_evaluation } from "./evaluation_dialog";
import { finish_step } from "./next_steps";
import { listen_to_rows, row_button, show_cards } from "./row_actions";
import { day, escape } from "./text";

/** What can be done from a row, by the name that its button carries. */
const ACTIONS = {
	tick: async ({ step }, refresh) => (await finish_step(step)) && refresh(),
	evaluate: (row, refresh) => open_evaluation({ ...row, name: row.activity, activity: row.activity_title }, refresh),
};

/** Lets the buttons of the team's worklist act, in its table and in its cards. */
export function listen_to_team_worklist(report) {
	listen_to_rows(report, "team", ACTIONS);
}

/** The buttons of a row, or why there are none yet; `index` is its place in the report's data. */
export function team_buttons(row, index) {
	if (row.waits_for_approval) return `<span class="text-muted">${__("once the plan is approved")}</span>`;
	const offered = [
		[row.may_tick, "tick", __("Done")],
		[row.may_evaluate, "evaluate", __("Say How It Went")],
	];
	return offered
		.filter(([may]) => may)
		.map(([, action, label]) => row_button({ mark: "team", action, label, about: row.what, index }))
		.join(" ");
}

/** The activity's title as a link to it. */
export function activity_name_link({ activity, activity_title }) {
	return `<a href="${frappe.utils.get_form_link("Partnership Activity", activity)}">${escape(activity_title)}</a>`;
}

/** The rows as a phone shows them. */
export function show_team_cards(report) {
	show_cards(report, card_html);
}

function card_html(row, index) {
	const to_do = row.step ? `${row.why}: ${row.what}` : row.why;
	const facts = [when_due(row), escape(row.who), escape(__(row.involvement_type)), escape(row.school)];
	const buttons = team_buttons(row, index);
	return `<div class="liaison-card" data-liaison="card">
		<div class="liaison-card-name">${activity_name_link(row)}</div>
		<div>${escape(to_do)}</div>
		<div class="text-muted">${facts.filter(Boolean).join(" · ")}</div>
		${buttons && `<div class="liaison-card-do">${buttons}</div>`}
	</div>`;
}

function when_due({ kind, days_late, due_on }) {
	if (kind === "Begin") return day(due_on);
	if (!days_late) return __("Due {0}", [day(due_on)]);
	return `<span class="liaison-no">${days_late === 1 ? __("1 day late") : __("{0} days late", [days_late])}</span>`;
}
