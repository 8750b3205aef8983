frappe.ui.form.on("Partnership Activity", {
	async refresh(frm) {
		if (frm.is_new()) {
			await learn_of_plan(frm);
		}
		show_goals(frm);
		offer_people(frm);
		liaison_app.render_balance(frm);
		liaison_app.render_preparations(frm);
		liaison_app.name_link(frm, "plan", frm.doc.__onload?.plan_title);
		offer_evaluation(frm);
		liaison_app.render_events(frm);
		if (!frm.is_new()) {
			frm.add_custom_button(__("Plan"), () => frappe.set_route("Form", "Partnership Plan", frm.doc.plan));
		}
	},

	async plan(frm) {
		await learn_of_plan(frm);
		show_goals(frm);
		offer_people(frm);
		liaison_app.render_balance(frm);
	},

	after_save: (frm) => liaison_app.forget_form("Partnership Plan", frm.doc.plan),
	involvement_type: (frm) => liaison_app.render_balance(frm),
	status: (frm) => liaison_app.render_balance(frm),

	/** A member of the team who has a login may then write down what came of it. */
	in_charge_name(frm) {
		const { people = [] } = frm.doc.__onload || {};
		const member = people.find(({ member_name }) => member_name === frm.doc.in_charge_name);
		member && frm.set_value("in_charge", member.user);
	},
});

/** As soon as it has begun; what was typed is kept first. */
function offer_evaluation(frm) {
	if (!frm.doc.__onload?.may_evaluate) {
		return;
	}
	frm.add_custom_button(__("Say How It Went"), async () => {
		await liaison_app.keep_typed(frm);
		liaison_app.open_evaluation(frm.doc, () => {
			liaison_app.forget_form("Partnership Plan", frm.doc.plan);
			frm.reload_doc();
		});
	});
	frm.change_custom_button_type(__("Say How It Went"), null, "primary");
}

/** What the server tells of a stored activity's plan, for one that is new. */
async function learn_of_plan(frm) {
	const { plan } = frm.doc;
	if (!plan || frm.plan_known === plan) {
		return;
	}
	const facts = await frappe.xcall("liaison_app.partnership.activity_page.get_plan_facts", { plan });
	frm.plan_known = plan;
	frm.doc.__onload = { ...frm.doc.__onload, ...facts };
	liaison_app.name_link(frm, "plan", facts.plan_title);
	const { school, school_year, title_i } = facts;
	Object.assign(frm.doc, { school, school_year, title_i });
	frm.refresh_fields();
}

function show_goals(frm) {
	const { goals = [] } = frm.doc.__onload || {};
	frm.set_df_property("goal", "options", ["", ...goals]);
	frm.refresh_field("goal");
}

/** The team's members under the field, as the browser offers words: anybody else may be written too. */
function offer_people(frm) {
	const { people = [] } = frm.doc.__onload || {};
	const { $input, $wrapper } = frm.get_field("in_charge_name");
	const names = people.map(({ member_name }) => $("<option>").val(member_name));
	$wrapper.find("datalist").remove();
	$wrapper.append($("<datalist id='liaison-team'>").append(names));
	$input?.attr({ list: "liaison-team", autocomplete: "off" });
}
