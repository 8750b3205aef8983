import { put_cards } from "./row_actions";
import { escape } from "./text";

/**
 * Shows each row of a report as a card on a narrow screen, as the table shows its cells.
 *
 * head: the columns that name a row; the first that says something is the card's title, the others stand below it. What
 * else says something follows, a line a column.
 */
export function show_row_cards(report, head) {
	const columns = report.columns.filter((column) => !column.hidden && !head.includes(column.fieldname));
	const cards = report.data.map((row) => {
		const [title, ...names] = head.map((name) => cell(report, name, row)).filter(Boolean);
		const lines = columns.map((column) => line(escape(column.label), cell(report, column.fieldname, row)));
		return card(title, names.join(" · "), lines);
	});
	put_figures(report, cards);
}

/**
 * Shows the rows of a report of figures as lines on a narrow screen: a card for each group, in the order of the rows.
 *
 * group, label, value, note: the columns that say what the card is of, what a figure is called, how much it is, and, in
 * small print, what it counts.
 */
export function show_figure_cards(report, { group, label, value, note }) {
	const groups = [...new Set(report.data.map((row) => row[group]))];
	const cards = groups.map((name) => {
		const rows = report.data.filter((row) => row[group] === name);
		const shown = (row) => [label, value, note].map((column) => cell(report, column, row));
		return card(cell(report, group, rows[0]), "", rows.map((row) => line(...shown(row))));
	});
	put_figures(report, cards);
}

function put_figures(report, cards) {
	put_cards(report, "liaison-cards liaison-figures", cards);
}

/** A cell as the table shows it; nothing where the row has no value, or the report no such column. */
function cell(report, fieldname, row) {
	const column = report.columns.find((one) => one.fieldname === fieldname);
	const value = row[fieldname];
	if (!column || [null, undefined, ""].includes(value)) {
		return "";
	}
	return column.format(column.fieldtype === "Data" ? escape(value) : value, null, column, row);
}

function card(title, names, lines) {
	return `<div class="liaison-card" data-liaison="card">
		<div class="liaison-card-name">${title}</div>
		${names && `<div class="text-muted">${names}</div>`}
		<dl class="liaison-lines">${lines.join("")}</dl>
	</div>`;
}

function line(label, value, note = "") {
	return value && `<div><dt>${label}</dt><dd>${value}</dd>${note && `<dd class="text-muted">${note}</dd>`}</div>`;
}
