// Builds what the pages load: app.css, app.js, and htmx by itself for the few pages that use it.
import { copyFile, mkdir, rm, writeFile } from "node:fs/promises";
import { gzipSync } from "node:zlib";
import { readFileSync } from "node:fs";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { compile } from "sass";

const here = path.dirname(fileURLToPath(import.meta.url));
const modules = path.join(here, "node_modules");
const out = path.resolve(here, "../folkmoot/design/static/design/built");

await rm(out, { recursive: true, force: true });
await mkdir(out, { recursive: true });

const sheet = compile(path.join(here, "src/app.scss"), {
  loadPaths: [modules],
  style: "compressed",
  quietDeps: true,
});
if (/@font-face|crest|crown/i.test(sheet.css)) {
  throw new Error("The style sheet names a font, a crest or a crown. Ours has none.");
}
await writeFile(path.join(out, "app.css"), sheet.css);

await build({
  entryPoints: [path.join(here, "src/app.js")],
  outfile: path.join(out, "app.js"),
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2020",
  legalComments: "none",
});
await copyFile(path.join(modules, "htmx.org/dist/htmx.min.js"), path.join(out, "htmx.js"));

for (const name of ["app.css", "app.js", "htmx.js"]) {
  const bytes = readFileSync(path.join(out, name));
  console.log(`${name} ${bytes.length} bytes, ${gzipSync(bytes).length} gzipped`);
}
