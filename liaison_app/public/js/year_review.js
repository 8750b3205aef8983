import { rating_choices } from "./evaluation_dialog";
import { keep_typed, send, typed_dialog } from "./send";
import { escape } from "./text";

/** How the team judges the year, goal by goal and type by type; with a button to write it down. */
export function render_review(frm) {
	const { review = [], may_review } = frm.doc.__onload || {};
	const button = may_review
		? `<button type="button" class="btn btn-default liaison-add" data-liaison="review">${__("Review the Year")}</button>`
		: "";
	const $panel = frm.get_field("review_panel").$wrapper;
	$panel.html(`<div class="liaison-blocks">${review.map(judged_html).join("")}${button}</div>`);
	$panel.off("click.liaison").on("click.liaison", "[data-liaison=review]", () => open_review(frm, review));
}

function judged_html(row) {
	const rating = row.rating ? escape(row.rating) : `<span class="text-muted">${__("not rated")}</span>`;
	const words = row.words ? `<div>${escape(row.words)}</div>` : "";
	return `<div class="liaison-planned" data-liaison="judged"><strong>${escape(name_of(row))}</strong>
		<span class="liaison-remark">${rating}</span>${words}<div class="text-muted">${evidence(row)}</div></div>`;
}

function name_of({ about, subject }) {
	return about === "Goal" ? subject : __(subject);
}

/** What came of the activities, for whoever judges. */
function evidence({ planned, done, mean_rating }) {
	if (!planned) return __("nothing was planned");
	const rated = mean_rating ? ` · ${__("mean rating {0}", [mean_rating.toFixed(1)])}` : "";
	return __("{0} of {1} activities done", [done, planned]) + rated;
}

/** What was typed in the form is kept first: the review reloads it. */
async function open_review(frm, review) {
	await keep_typed(frm);
	const dialog = typed_dialog({
		title: __("Review the Year"),
		fields: [
			{ fieldtype: "HTML", fieldname: "scale", options: `<p>${__("From 1, not occurring, to 5, extensively.")}</p>` },
			...review.flatMap((row, index) => [...heading_of(row, review[index - 1]), ...fields_of(row, index)]),
			{ fieldtype: "Section Break" },
			{
				fieldtype: "Small Text", fieldname: "evaluation", label: __("Evaluation"), default: frm.doc.evaluation,
				description: __("What was reached, what was not, and what the team learned."),
			},
			{
				fieldtype: "Small Text", fieldname: "what_to_change", label: __("What to Change Next Year"),
				default: frm.doc.what_to_change, description: __("Goes into next year's plan."),
			},
		],
		async save(values) {
			const reviews = review.map(({ about, subject }, index) => ({
				about, subject, rating: ratings[index].value, words: values[`words_${index}`],
			}));
			const { evaluation, what_to_change } = values;
			const args = { plan: frm.doc.name, reviews, evaluation: evaluation || "", what_to_change: what_to_change || "" };
			const kept = await send("liaison_app.partnership.review.review_year", args);
			kept && frm.reload_doc();
			return kept;
		},
	}); // prettier-ignore
	dialog.$wrapper.attr("data-liaison", "review-dialog");
	const ratings = review.map((row, index) => rating_of(row, dialog.fields_dict[`rating_${index}`].$wrapper, index));
}

/** The goals stand under one heading, the types of involvement under another. */
function heading_of(row, before) {
	return row.about === before?.about ? [] : [{ fieldtype: "Section Break", label: __(row.about) }];
}

function fields_of(row, index) {
	return [
		{ fieldtype: "HTML", fieldname: `rating_${index}` },
		{ fieldtype: "Small Text", fieldname: `words_${index}`, label: __("What Was Reached"), default: row.words },
	];
}

function rating_of(row, parent, index) {
	parent.html(`<h5>${escape(name_of(row))}</h5>`);
	return rating_choices(parent, `rating-${index}`, evidence(row), row.rating);
}
