import { open_evaluation } from "./evaluation_dialog";
import { finish_step } from "./next_steps";
import { day, escape } from "./text";

/** What can be done from a row, by the name that its button carries. */
const ACTIONS = {
	tick: async ({ step }, refresh) => (await finish_step(step)) && refresh(),
	evaluate: (row, refresh) => open_evaluation({ ...row, name: row.activity, activity: row.activity_title }, refresh),
};

/** Lets the buttons of the team's worklist act, in its table and in its cards. */
export function listen_to_team_worklist(report) {
	report.page.main.off("click.team").on("click.team", "[data-team]", (event) => {
		event.preventDefault();
		const { team, row } = event.currentTarget.dataset;
		ACTIONS[team](report.data[row], () => report.refresh());
	});
}

/** The buttons of a row; `index` is its place in the report's data. */
export function team_buttons(row, index) {
	const offered = [
		[row.may_tick, "tick", __("Done")],
		[row.may_evaluate, "evaluate", __("Say How It Went")],
	];
	return offered.filter(([may]) => may).map(([, action, label]) => button(action, label, row, index)).join(" ");
}

function button(action, label, row, index) {
	return `<button class="btn btn-xs btn-default" data-team="${action}" data-row="${index}"
		aria-label="${escape(`${label}: ${row.what}`)}">${label}</button>`;
}

/** The activity's title as a link to it. */
export function activity_name_link({ activity, activity_title }) {
	return `<a href="${frappe.utils.get_form_link("Partnership Activity", activity)}">${escape(activity_title)}</a>`;
}

/** Shows the rows as cards too; the stylesheet shows them in place of the table on a narrow screen. */
export function show_team_cards(report) {
	report.$report.find(".liaison-cards").remove();
	report.$report.append(`<div class="liaison-cards">${report.data.map(card_html).join("")}</div>`);
}

function card_html(row, index) {
	const is_step = row.step ? `<div>${escape(row.why)}: ${escape(row.what)}</div>` : `<div>${escape(row.why)}</div>`;
	const facts = [when_due(row), escape(row.who), escape(__(row.involvement_type)), escape(row.school)];
	const buttons = team_buttons(row, index);
	return `<div class="liaison-card" data-liaison="card">
		<div class="liaison-card-name">${activity_name_link(row)}</div>${is_step}
		<div class="text-muted">${facts.filter(Boolean).join(" · ")}</div>
		${buttons && `<div class="liaison-card-do">${buttons}</div>`}
	</div>`;
}

function when_due({ kind, days_late, due_on }) {
	if (kind === "Begin") return day(due_on);
	if (!days_late) return __("Due {0}", [day(due_on)]);
	return `<span class="liaison-no">${days_late === 1 ? __("1 day late") : __("{0} days late", [days_late])}</span>`;
}
