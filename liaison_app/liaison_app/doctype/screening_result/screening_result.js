frappe.ui.form.on("Screening Result", {
	refresh(frm) {
		frm.disable_save();
		frm.set_intro("");
		const { capacity, enrolment_status, family, may_nominate, may_decide } = frm.doc.__onload;
		frm.fields_dict.why_html.$wrapper.html(why_html(frm.doc));
		frm.fields_dict.capacity_html.$wrapper.html(capacity_html(capacity));
		if (enrolment_status) {
			frm.set_intro(__("The family is {0} now.", [__(enrolment_status).bold()]));
		} else if (may_nominate) {
			const nominate = family ? () => ask(frm, "Nominated") : () => open_nomination(frm);
			frm.add_custom_button(__("Nominate"), nominate).addClass("btn-primary");
		}
		if (may_decide) {
			const decisions = enrolment_status ? ["Enrolled", "Waitlisted", "Declined"] : ["Declined"];
			const labels = { Enrolled: __("Enrol"), Waitlisted: __("Waitlist"), Declined: __("Decline") };
			decisions
				.filter((decision) => decision !== (enrolment_status || frm.doc.decision) && enrolment_status !== "Enrolled")
				.forEach((decision) => frm.add_custom_button(labels[decision], () => ask(frm, decision)));
		}
	},
});

/** The page for a family with its adults, filled with what the result knows. */
async function open_nomination(frm) {
	const { message } = await frappe.db.get_value("Focus Student", frm.doc.student, [
		"first_name", "last_name", "grade", "birth_date", "local_id", "english_learner", "special_education", "low_income",
	]); // prettier-ignore
	frappe.route_options = {
		nomination: {
			school: frm.doc.school,
			family_name: message.last_name,
			reason: reasons(frm.doc),
			screening_result: frm.doc.name,
			student: { ...message, student: frm.doc.student },
		},
	};
	frappe.set_route("nominate-family");
}

/** What speaks for the child, as a first draft of the reason. */
function reasons(doc) {
	const met = doc.findings.filter((row) => row.outcome === "Met").map((row) => __(row.criterion));
	return met.length ? __("Screening of {0}: {1}.", [frappe.datetime.str_to_user(doc.as_of), met.join(", ")]) : "";
}

function ask(frm, decision) {
	const titles = {
		Nominated: __("Nominate the Family"), Enrolled: __("Enrol the Family"), Waitlisted: __("Put on the Waiting List"),
		Declined: __("Decline"),
	}; // prettier-ignore
	const liaison = {
		fieldname: "liaison", fieldtype: "Link", options: "Family Liaison", label: __("Liaison"), only_select: 1,
		get_query: () => liaison_app.liaisons_of(frm.doc.school),
		description: __("Empty: the one whom the enrolment names already."),
	}; // prettier-ignore
	liaison_app.typed_dialog({
		title: titles[decision],
		fields: [
			{ fieldname: "reason", fieldtype: "Small Text", label: __("Reason"), reqd: 1 },
			...(decision === "Enrolled" ? [liaison] : []),
		],
		action_label: titles[decision],
		async save(values) {
			const method = "liaison_app.screening.decisions.decide";
			const decided = await liaison_app.send(method, { result: frm.doc.name, decision, ...values });
			decided && frm.reload_doc();
			return decided;
		},
	}); // prettier-ignore
}

/** Each criterion in a line: what was found, against what, and where it comes from. */
function why_html(doc) {
	const escape = frappe.utils.escape_html;
	const colours = { Met: "orange", "Not Met": "green", "Not Known": "gray" };
	const body = doc.findings.map((row) => {
		const source = row.source
			? `<a href="${frappe.utils.get_form_link(row.source_type, row.source)}">${__(row.source_type)}</a>`
			: "";
		return `<tr><td>${escape(__(row.criterion))}<div class="text-muted small">${source}</div></td>
			<td><strong>${escape(__(row.value || "–"))}</strong> <span class="text-muted text-nowrap">(${escape(row.threshold)})</span></td>
			<td class="text-nowrap"><span class="indicator-pill ${colours[row.outcome]}">${__(row.outcome)}</span></td>
			<td class="text-right">${format_number(row.points, null, row.points % 1 ? 2 : 0)}</td></tr>`;
	}); // prettier-ignore
	const heads = [__("Criterion"), __("Value"), __("Outcome"), __("Points")];
	const head = heads.map((text, index) => `<th class="${index === 3 ? "text-right" : ""}">${text}</th>`);
	return `<table class="table table-sm" data-liaison="why"><thead><tr>${head.join("")}</tr></thead>
		<tbody>${body.join("")}</tbody></table>`;
}

function room(free) {
	if (free > 0) return free;
	return free ? __("Full, {0} over", [-free]) : __("Full");
}

function capacity_html(rows) {
	const escape = frappe.utils.escape_html;
	const body = rows.map((row) => `<tr>
		<td>${escape(row.liaison_name)}</td><td class="text-right">${row.caseload} / ${row.target}</td>
		<td class="text-right">${row.waiting}</td><td class="text-right"><strong>${room(row.free)}</strong></td>
	</tr>`); // prettier-ignore
	const heads = [__("Liaison"), __("Families / Target"), __("Waiting"), __("Room For")];
	const head = heads.map((text, index) => `<th class="${index ? "text-right" : ""}">${text}</th>`);
	return rows.length
		? `<table class="table table-sm" data-liaison="capacity"><thead><tr>${head.join("")}</tr></thead>
			<tbody>${body.join("")}</tbody></table>`
		: `<p class="text-muted">${__("No liaison is assigned to this school.")}</p>`;
}
