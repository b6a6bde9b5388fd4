// Bundles the editor, and the licences of everything in it: node build.mjs FOLDER
import {existsSync, readFileSync, writeFileSync} from "node:fs";
import {join} from "node:path";
import {build} from "esbuild";

const folder = process.argv[2];
const told = JSON.parse(readFileSync("package.json", "utf8"));
const done = await build({
  entryPoints: ["editor.js"],
  bundle: true,
  minify: true,
  format: "iife",
  target: "es2022",
  charset: "utf8",
  metafile: true,
  outfile: join(folder, "editor.js"),
});
const names = new Set(Object.keys(done.metafile.inputs).flatMap((path) => path.match(/node_modules\/((?:@[^/]+\/)?[^/]+)/)?.[1] ?? []));
const parts = [...names].sort().map((name) => {
  const {version, license} = JSON.parse(readFileSync(join("node_modules", name, "package.json"), "utf8"));
  if (told.dependencies[name] !== version) throw new Error(`${name} ${version} is not what package.json names`);
  const file = ["LICENSE", "LICENSE.md", "LICENCE"].map((file) => join("node_modules", name, file)).find(existsSync);
  if (!file) throw new Error(`${name} brings no licence text`);
  return {line: `${name} ${version} (${license})`, text: readFileSync(file, "utf8").trim()};
});
writeFileSync(join(folder, "LICENSES.txt"), parts.map(({line, text}) => `${line}\n\n${text}\n`).join(`\n${"-".repeat(80)}\n\n`));
const path = join(folder, "editor.js");
writeFileSync(path, `/* Built from explorer/editor by \`make assets\`: ${parts.map(({line}) => line).join(", ")}; texts in LICENSES.txt */\n${readFileSync(path, "utf8")}`);
console.log(path, readFileSync(path).length);
