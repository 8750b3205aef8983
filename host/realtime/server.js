/*
 * The desk's live updates: what Frappe publishes on Redis goes to the browsers that may read it.
 *
 *     node server.js PORT SITE WEB_PORT REDIS_URL
 *
 * Who a browser is and what it may read is asked of the site itself, with the browser's own cookies.
 */
"use strict";

const http = require("http");
const redis = require("redis");
const { Server } = require("socket.io");

const [port, site, web_port, redis_url] = process.argv.slice(2);

const server = http.createServer((request, response) => response.writeHead(404).end());
const io = new Server(server, { cors: { origin: true, credentials: true } });
const rooms = io.of(`/${site}`);

const hostname = (url) => {
	try {
		return new URL(url.includes("://") ? url : `http://${url}`).hostname;
	} catch {
		return null;
	}
};

/** Call one of the site's methods as the person in front of this browser. */
async function ask(socket, method, parameters = {}) {
	const url = new URL(`http://127.0.0.1:${web_port}/api/method/${method}`);
	url.search = new URLSearchParams(parameters);
	const answer = await fetch(url, { headers: { Cookie: socket.handshake.headers.cookie || "" } });
	return answer.ok ? (await answer.json()).message : null;
}

rooms.use(async (socket, next) => {
	const { origin, host, cookie } = socket.handshake.headers;
	if (!origin || hostname(origin) !== hostname(host)) {
		return next(new Error("Invalid origin"));
	}
	if (!/(^|;\s*)sid=[^;]+/.test(cookie || "")) {
		return next(new Error("No session"));
	}
	const person = await ask(socket, "frappe.realtime.get_user_info").catch(() => null);
	if (!person) {
		return next(new Error("Unauthorized"));
	}
	Object.assign(socket.data, person);
	next();
});

const may_read = (socket, doctype, name) =>
	name === undefined
		? ask(socket, "frappe.realtime.can_subscribe_doctype", { doctype })
		: ask(socket, "frappe.realtime.can_subscribe_doc", { doctype, docname: name });

/** Tell everyone who has a document open who else has. */
async function tell_viewers(doctype, name) {
	const room = `open_doc:${doctype}/${name}`;
	const sockets = await rooms.in(room).fetchSockets();
	const users = [...new Set(sockets.map((socket) => socket.data.user))];
	rooms.to(room).emit("doc_viewers", { doctype, docname: name, users });
}

rooms.on("connection", (socket) => {
	const guard = (handler) => (...args) => Promise.resolve(handler(...args)).catch(() => {});
	socket.join(`user:${socket.data.user}`);
	socket.join("website");
	if (socket.data.user_type === "System User") {
		socket.join("all");
	}

	const handlers = {
		doctype_subscribe: async (doctype) => {
			if (await may_read(socket, doctype)) {
				socket.join(`doctype:${doctype}`);
			}
		},
		doctype_unsubscribe: (doctype) => socket.leave(`doctype:${doctype}`),
		task_subscribe: (task) => socket.join(`task_progress:${task}`),
		task_unsubscribe: (task) => socket.leave(`task_progress:${task}`),
		progress_subscribe: (task) => socket.join(`task_progress:${task}`),
		doc_subscribe: async (doctype, name) => {
			if (await may_read(socket, doctype, name)) {
				socket.join(`doc:${doctype}/${name}`);
			}
		},
		doc_unsubscribe: (doctype, name) => socket.leave(`doc:${doctype}/${name}`),
		doc_open: async (doctype, name) => {
			if (await may_read(socket, doctype, name)) {
				socket.join(`open_doc:${doctype}/${name}`);
				await tell_viewers(doctype, name);
			}
		},
		doc_close: async (doctype, name) => {
			socket.leave(`open_doc:${doctype}/${name}`);
			await tell_viewers(doctype, name);
		},
	};
	for (const [event, handler] of Object.entries(handlers)) {
		socket.on(event, guard(handler));
	}
	socket.on("disconnecting", () => {
		const open = [...socket.rooms].filter((room) => room.startsWith("open_doc:"));
		setImmediate(() => {
			for (const room of open) {
				const [doctype, ...name] = room.slice("open_doc:".length).split("/");
				tell_viewers(doctype, name.join("/")).catch(() => {});
			}
		});
	});
});

async function main() {
	const events = redis.createClient({ url: redis_url });
	events.on("error", (error) => console.error(String(error)));
	await events.connect();
	await events.subscribe("events", (text) => {
		const { namespace, room, event, message } = JSON.parse(text);
		if (namespace === site) {
			(room ? rooms.to(room) : rooms).emit(event, message);
		}
	});
	server.listen(Number(port), "127.0.0.1");
}

main().catch((error) => {
	console.error(error.message);
	process.exit(1);
});
