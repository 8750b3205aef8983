/*
 * Bundle the desk's sources and an app's own, as Frappe's builder does.
 *
 *     node build.js APP PUBLIC_FOLDER NAMES_FILE SEARCH_FOLDER...
 *
 * Entry points are all files named *.bundle.{js,ts,css,scss} below PUBLIC_FOLDER; each becomes
 * PUBLIC_FOLDER/dist/{js,css}/NAME.HASH.ext. NAMES_FILE gets one JSON object, bundle name -> URL.
 * The npm packages come by NODE_PATH.
 */
"use strict";

const crypto = require("crypto");
const fs = require("fs");
const path = require("path");
const { pathToFileURL } = require("url");
const autoprefixer = require("autoprefixer");
const esbuild = require("esbuild");
const postcss = require("postcss");
const sass = require("sass");
const sfc = require("vue/compiler-sfc");

const ENTRY = /\.bundle\.(js|ts|css|scss)$/;

function entry_points(folder) {
	return fs.readdirSync(folder, { withFileTypes: true }).flatMap((item) => {
		const file = path.join(folder, item.name);
		if (item.isDirectory()) {
			return ["node_modules", "dist"].includes(item.name) ? [] : entry_points(file);
		}
		return ENTRY.test(item.name) ? [file] : [];
	});
}

/** `~package/file` and `app/public/file` are looked up in the search folders; a trailing .css is dropped. */
function sass_importer(search) {
	return {
		findFileUrl(url) {
			const name = url.replace(/^~/, "").replace(/\.css$/, "");
			const base = path.dirname(name);
			const leaf = path.basename(name);
			const leaves = ["", ".scss", ".sass", ".css"].flatMap((end) => [leaf + end, `_${leaf}${end}`]);
			for (const folder of search) {
				const found = leaves
					.map((one) => path.join(folder, base, one))
					.find((file) => fs.existsSync(file) && fs.statSync(file).isFile());
				if (found) {
					return pathToFileURL(found);
				}
			}
			return null;
		},
	};
}

async function css_of(file, source, search) {
	const compiled = sass.compileString(source, {
		url: pathToFileURL(file),
		syntax: file.endsWith(".css") ? "css" : "scss",
		importers: [sass_importer(search)],
		loadPaths: search,
		quietDeps: true,
		logger: sass.Logger.silent,
	});
	const prefixed = await postcss([autoprefixer]).process(compiled.css, { from: file });
	return prefixed.css;
}

const stylesheets = (search) => ({
	name: "stylesheets",
	setup(build) {
		build.onLoad({ filter: /\.scss$/ }, async (args) => ({
			contents: await css_of(args.path, fs.readFileSync(args.path, "utf8"), search),
			loader: "css",
			resolveDir: path.dirname(args.path),
		}));
	},
});

/** An imported template is registered under its file's name, as `frappe.render_template` looks it up. */
const templates = {
	name: "templates",
	setup(build) {
		build.onLoad({ filter: /\.html$/ }, (args) => {
			const name = path.basename(args.path, ".html");
			const text = fs
				.readFileSync(args.path, "utf8")
				.replace(/<!--.*?-->/gs, "")
				.replace(/\s+/g, " ");
			return {
				contents: `frappe.templates[${JSON.stringify(name)}] = ${JSON.stringify(text)};\n`,
				loader: "js",
			};
		});
	},
};

function vue_script(descriptor, id, scope) {
	const template = { source: descriptor.template?.content, filename: descriptor.filename, id, scoped: !!scope };
	if (descriptor.scriptSetup) {
		const compiled = sfc.compileScript(descriptor, {
			id,
			inlineTemplate: true,
			genDefaultAs: "component",
			templateOptions: { ...template, compilerOptions: { scopeId: scope } },
		});
		return compiled.content;
	}
	const script = descriptor.script
		? sfc.compileScript(descriptor, { id, genDefaultAs: "component" }).content
		: "const component = {};";
	if (!descriptor.template) {
		return script;
	}
	const compiled = sfc.compileTemplate({ ...template, compilerOptions: { scopeId: scope } });
	if (compiled.errors.length) {
		throw compiled.errors[0];
	}
	return `${script}\n${compiled.code}\ncomponent.render = render;`;
}

/** Single-file components; their styles are virtual stylesheets beside the script. */
const components = (search) => ({
	name: "components",
	setup(build) {
		const parse = (file) => sfc.parse(fs.readFileSync(file, "utf8"), { filename: file }).descriptor;
		const id_of = (file) => crypto.createHash("sha1").update(path.basename(file) + fs.readFileSync(file)).digest("hex").slice(0, 8);

		build.onLoad({ filter: /\.vue$/ }, (args) => {
			const descriptor = parse(args.path);
			const id = id_of(args.path);
			const scope = descriptor.styles.some((style) => style.scoped) ? `data-v-${id}` : null;
			const styles = descriptor.styles.map((_, at) => `import ${JSON.stringify(`${args.path}?style=${at}`)};`);
			const script = vue_script(descriptor, id, scope);
			const tail = scope ? `component.__scopeId = ${JSON.stringify(scope)};` : "";
			return {
				contents: `${styles.join("\n")}\n${script}\n${tail}\nexport default component;\n`,
				loader: "ts",
				resolveDir: path.dirname(args.path),
			};
		});
		build.onResolve({ filter: /\.vue\?style=\d+$/ }, (args) => ({ path: args.path, namespace: "style" }));
		build.onLoad({ filter: /.*/, namespace: "style" }, async (args) => {
			const [file, at] = args.path.split("?style=");
			const style = parse(file).styles[Number(at)];
			const source = await css_of(`${file}.${style.lang || "css"}`, style.content, search);
			const compiled = await sfc.compileStyleAsync({
				source,
				filename: file,
				id: `data-v-${id_of(file)}`,
				scoped: style.scoped,
			});
			if (compiled.errors.length) {
				throw compiled.errors[0];
			}
			return { contents: compiled.code, loader: "css", resolveDir: path.dirname(file) };
		});
	},
});

/** Frappe's own copy of the date picker writes seconds, the published one leaves "ss" where they belong. */
const seconds = {
	name: "seconds",
	setup(build) {
		build.onLoad({ filter: /air-datepicker[\\/]dist[\\/]js[\\/]datepicker\.min\.js$/ }, (args) => {
			const readable = fs.readFileSync(args.path.replace(".min.js", ".js"), "utf8");
			const minutes = "case /ii/.test(result):";
			const pick = "case /ss/.test(result): result = replacer(result, boundary('ss'), leadingZero(date.getSeconds()));";
			return { contents: readable.replace(minutes, `${pick}\n${minutes}`), loader: "js" };
		});
	},
};

/** What the site serves by URL stays a URL; fonts and images of stylesheets too. */
const externals = {
	name: "externals",
	setup(build) {
		build.onResolve({ filter: /^\/assets\// }, (args) => ({ path: args.path, external: true }));
		build.onResolve({ filter: /^(https?:|data:)/ }, (args) => ({ path: args.path, external: true }));
		build.onResolve({ filter: /.*/ }, (args) =>
			args.kind === "url-token" ? { path: args.path, external: true } : null
		);
	},
};

function options(entries, search, outdir) {
	return {
		entryPoints: entries.map((file) => ({ in: file, out: path.basename(file).replace(/\.[a-z]+$/, "") })),
		outdir,
		write: false,
		metafile: true,
		bundle: true,
		minify: true,
		charset: "utf8",
		format: "iife",
		target: "es2018",
		logLevel: "error",
		nodePaths: search,
		define: {
			"process.env.NODE_ENV": '"production"',
			__VUE_OPTIONS_API__: "true",
			__VUE_PROD_DEVTOOLS__: "false",
		},
		plugins: [externals, seconds, templates, components(search), stylesheets(search)],
	};
}

/** Write each output under the hash of its content; styles that a script imports are set by the script. */
function write(result, app, out) {
	const texts = new Map(result.outputFiles.map((file) => [path.resolve(file.path), file.text]));
	const names = {};
	for (const [file, facts] of Object.entries(result.metafile.outputs)) {
		if (!facts.entryPoint) {
			continue;
		}
		let text = texts.get(path.resolve(file));
		if (facts.cssBundle) {
			text += `frappe.dom.set_style(${JSON.stringify(texts.get(path.resolve(facts.cssBundle)))});\n`;
		}
		const kind = path.extname(file).slice(1);
		const stem = path.basename(file, `.${kind}`);
		const hash = crypto.createHash("sha1").update(text).digest("hex").slice(0, 8).toUpperCase();
		fs.mkdirSync(path.join(out, kind), { recursive: true });
		fs.writeFileSync(path.join(out, kind, `${stem}.${hash}.${kind}`), text);
		names[`${stem}.${kind}`] = `/assets/${app}/dist/${kind}/${stem}.${hash}.${kind}`;
	}
	return names;
}

async function main([app, folder, names_file, ...search]) {
	const entries = fs.existsSync(folder) ? entry_points(folder) : [];
	const out = path.join(folder, "dist");
	fs.rmSync(out, { recursive: true, force: true });
	const names = {};
	// Scripts and stylesheets apart: a script and a stylesheet may share a name.
	for (const kind of [/\.(js|ts)$/, /\.(css|scss)$/]) {
		const chosen = entries.filter((file) => kind.test(file));
		if (chosen.length) {
			Object.assign(names, write(await esbuild.build(options(chosen, search, out)), app, out));
		}
	}
	fs.writeFileSync(names_file, JSON.stringify(names, null, "\t"));
}

main(process.argv.slice(2)).catch((error) => {
	console.error(error.message);
	process.exit(1);
});
