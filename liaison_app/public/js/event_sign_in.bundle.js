/* The sign-in page of an event. It keeps nothing: whoever comes next sees an empty page. */

const METHODS = "/api/method/liaison_app.partnership.sign_in";
/** What is typed and left is emptied, so that nobody reads it who comes after. */
const LEFT_MILLISECONDS = 60000;
const THANKS_MILLISECONDS = 6000;
const MOST = 20;

const find = (selector) => document.querySelector(selector);
const outputs = () => [...document.querySelectorAll("[data-count]")].map((box) => [box.dataset.count, box.querySelector("output")]);
const counts = () => Object.fromEntries(outputs().map(([field, output]) => [field, Number(output.value)]));

let entry;
let waiting;

function show(state) {
	document.querySelectorAll("[data-state]").forEach((section) => {
		section.hidden = section.dataset.state !== state;
	});
	window.scrollTo(0, 0);
}

async function ask(method, values) {
	const response = await fetch(method, {
		method: "POST",
		headers: {
			"Content-Type": "application/json",
			Accept: "application/json",
			"X-Frappe-CSRF-Token": document.body.dataset.csrfToken,
		},
		body: JSON.stringify(values),
	});
	const answer = await response.json().catch(() => ({}));
	return { ok: response.ok, status: response.status, ...answer };
}

const token = () => window.location.hash.slice(1);

/** An empty form, and a word of its own for what is going to be written in it. */
function empty() {
	find("form").reset();
	outputs().forEach(([field, output]) => {
		output.value = field === "adults" ? 1 : 0;
	});
	entry = Array.from(window.crypto.getRandomValues(new Uint32Array(4)), (number) => number.toString(36)).join("");
	complain("");
	clearTimeout(waiting);
}

async function begin() {
	const { ok, message } = await ask(`${METHODS}.get_sign_in`, { token: token() }).catch(() => ({}));
	if (!ok || !message?.event_name) {
		show("closed");
		return;
	}
	find("[data-shows=event]").textContent = message.event_name;
	find("#language").replaceChildren(
		new Option("", ""),
		...message.languages.map(({ value, label }) => new Option(label, value))
	);
	find("[data-shows=languages]").hidden = message.languages.length < 2;
	empty();
	show("welcome");
}

async function send(name) {
	const buttons = document.querySelectorAll("form button");
	buttons.forEach((button) => (button.disabled = true));
	complain("");
	const values = { token: token(), entry, name, language: find("#language").value, ...counts() };
	const answer = await ask(`${METHODS}.sign_in`, values).catch(() => ({ status: 0 }));
	buttons.forEach((button) => (button.disabled = false));
	if (answer.ok) {
		empty();
		show("thanks");
		waiting = setTimeout(() => show("welcome"), THANKS_MILLISECONDS);
		return;
	}
	complain(sentence_of(answer), "unsent");
}

/** What the server says is wrong, as text. */
function sentence_of({ _server_messages }) {
	try {
		const page = new DOMParser().parseFromString(JSON.parse(JSON.parse(_server_messages)[0]).message, "text/html");
		return page.body.textContent;
	} catch {
		return "";
	}
}

/** Says what is wrong: the server's sentence, or else the page's own that carries a mark; without either nothing. */
function complain(sentence, mark) {
	find("[data-problem=said]").textContent = sentence;
	document.querySelectorAll("[data-problem]").forEach((line) => {
		line.hidden = line.dataset.problem !== (sentence ? "said" : mark);
	});
}

function listen() {
	find("form").addEventListener("submit", (event) => {
		event.preventDefault();
		const name = find("#who").value.trim();
		if (name) return send(name);
		complain("", "nameless");
		return find("#who").focus();
	});
	find("[data-do=walk-in]").addEventListener("click", () => send(""));
	find("[data-do=next]").addEventListener("click", () => {
		clearTimeout(waiting);
		show("welcome");
	});
	document.querySelectorAll("[data-step]").forEach((button) => {
		button.addEventListener("click", () => {
			const output = button.parentElement.querySelector("output");
			output.value = Math.min(MOST, Math.max(0, Number(output.value) + Number(button.dataset.step)));
		});
	});
	["input", "click"].forEach((kind) =>
		find("form").addEventListener(kind, () => {
			clearTimeout(waiting);
			waiting = setTimeout(empty, LEFT_MILLISECONDS);
		})
	);
	find("[data-do=log-out]").addEventListener("click", async () => {
		await ask("/api/method/logout", {});
		window.location.reload();
	});
	// A page that the browser has kept would come back with what was typed in it.
	window.addEventListener("pageshow", ({ persisted }) => persisted && window.location.reload());
	window.addEventListener("hashchange", () => window.location.reload());
}

listen();
find("[data-state=logged-in]").hidden && begin();
