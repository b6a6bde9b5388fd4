// Bundles what the browser loads: `node build.mjs EXPLORER`. A script and a style for each page, names that hold a hash,
// and a manifest that says what they are and of which sources. Panels and pages are found by their folders.
import {createHash} from "node:crypto";
import {existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync} from "node:fs";
import {basename, join, relative, resolve, sep} from "node:path";
import {build} from "esbuild";

const explorer = resolve(process.argv[2]);
const folder = join(explorer, "bundles");
const modules = resolve("node_modules");
const declared = JSON.parse(readFileSync("package.json", "utf8"));

const isSource = (path) => /\.(js|css|mjs|json|ts)$/.test(path) && !/(^|\/)(bundles|node_modules)\//.test(path);
const byBytes = (a, b) => (a < b ? -1 : 1);
const sources = readdirSync(explorer, {recursive: true}).map((path) => path.split(sep).join("/")).filter(isSource).sort(byBytes);
const panels = (file) => sources.filter((path) => path.startsWith("panels/") && basename(path) === file);
const pages = sources.filter((path) => /^pages\/[^/]+\/page\.(js|css)$/.test(path));

/**
 * Lets `panels:scripts` and `panels:styles` stand for every panel's own. A page's script begins with all that the network
 * has loaded anyway, so that what they share is one file and not one for each set of pages that share something.
 */
const found = {
  name: "found",
  setup({onResolve, onLoad}) {
    onResolve({filter: /^page:/}, ({path}) => ({path, namespace: "page"}));
    onLoad({filter: /./, namespace: "page"}, ({path}) => ({contents: `import "./browser/main.js";\nimport "./${path.slice(5)}";`, loader: "js", resolveDir: explorer}));
    onResolve({filter: /^panels:/}, ({path}) => ({path, namespace: "panels"}));
    onLoad({filter: /scripts/, namespace: "panels"}, () => ({contents: panels("panel.js").map((path) => `import "./${path}";`).join("\n"), loader: "js", resolveDir: explorer}));
    onLoad({filter: /styles/, namespace: "panels"}, () => ({contents: panels("panel.css").map((path) => `@import "./${path}";`).join("\n"), loader: "css", resolveDir: explorer}));
  },
};

const entries = ["browser/main.js", "browser/main.css", ...pages];
const pageOf = (path) => (path.startsWith("browser/") ? "network" : path.split("/")[1]);

rmSync(folder, {recursive: true, force: true});
mkdirSync(folder);

// A notebook loads one file, with its style and Cytoscape in it.
const widget = await build({
  entryPoints: [{in: join(explorer, "widget/widget.js"), out: "widget"}],
  absWorkingDir: explorer,
  nodePaths: [modules],
  outdir: folder,
  entryNames: "[name]-[hash]",
  bundle: true,
  minify: true,
  loader: {".css": "text"},
  format: "esm",
  target: "es2022",
  charset: "utf8",
  metafile: true,
  legalComments: "none",
});
const {metafile} = await build({
  entryPoints: entries.map((path) => ({in: /^pages.*js$/.test(path) ? `page:${path}` : join(explorer, path), out: pageOf(path)})),
  absWorkingDir: explorer,
  nodePaths: [modules],
  plugins: [found],
  outdir: folder,
  entryNames: "[name]-[hash]",
  chunkNames: "shared-[hash]",
  bundle: true,
  splitting: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  metafile: true,
  legalComments: "none",
});

/** @type {Record<string, {script?: string, style?: string, shared: string[]}>} */
const bundles = {};
for (const [path, {entryPoint, imports}] of Object.entries(metafile.outputs)) {
  if (!entryPoint) continue;
  const bundle = (bundles[pageOf(entryPoint.replace(/^page:(page:)?/, ""))] ??= {shared: []});
  if (path.endsWith(".css")) bundle.style = basename(path);
  else Object.assign(bundle, {script: basename(path), shared: imports.map(({path}) => basename(path)).sort(byBytes)});
}
bundles.widget = {script: basename(Object.keys(widget.metafile.outputs)[0]), shared: []};
const hash = createHash("sha256");
for (const path of sources) hash.update(`${path}\0${readFileSync(join(explorer, path), "utf8")}\0`);

// The licences of everything that is bundled, which has to be what package.json names.
const inputs = [...Object.keys(metafile.inputs), ...Object.keys(widget.metafile.inputs)];
const names = new Set(inputs.flatMap((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? []));
const packages = {};
const licences = [...names].sort(byBytes).map((name) => {
  const {version, license} = JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8"));
  if (declared.dependencies[name] !== version) throw new Error(`${name} ${version} is not what package.json names`);
  const file = ["LICENSE", "LICENSE.md", "LICENCE"].map((file) => join(modules, name, file)).find(existsSync);
  if (!file) throw new Error(`${name} brings no licence text`);
  packages[name] = version;
  return `${name} ${version} (${license})\n\n${readFileSync(file, "utf8").trim()}\n`;
});
writeFileSync(join(folder, "LICENSES.txt"), licences.join(`\n${"-".repeat(80)}\n\n`));
const sorted = Object.fromEntries(Object.entries(bundles).sort(([a], [b]) => byBytes(a, b)));
writeFileSync(join(folder, "manifest.json"), `${JSON.stringify({sources: hash.digest("hex"), packages, bundles: sorted}, null, 2)}\n`);
for (const path of Object.keys(metafile.outputs)) console.log(relative(explorer, join(explorer, path)), metafile.outputs[path].bytes);
