frappe.pages["nominate-family"].on_page_load = (wrapper) => new liaison_app.NominationPage(wrapper);
