"use strict";

const js = require("@eslint/js");
const globals = require("globals");

const DESK = ["$", "__", "cur_frm", "cur_list", "flt", "cint", "cstr", "format_number", "frappe", "locals", "moment", "repl"];
// What our bundle offers to the form scripts.
const OURS = { liaison_app: "writable" };

module.exports = [
	js.configs.recommended,
	{ files: ["host/**/*.js"], languageOptions: { sourceType: "commonjs", globals: globals.node } },
	{
		files: ["liaison_app/**/*.js"],
		languageOptions: {
			sourceType: "module",
			globals: { ...globals.browser, ...Object.fromEntries(DESK.map((name) => [name, "readonly"])), ...OURS },
		},
	},
];
