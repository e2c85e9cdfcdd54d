// Bundles what pages load and what the vectors run: `node build.mjs [directory] [relay address]`.
// The pages stand in directory/pages, ready for any host of files; without an address they ask the
// relay where they came from.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = process.argv[2] ?? join(here, "dist");
const relay = process.argv[3] ?? "";
const pages = join(out, "pages");
const common = { absWorkingDir: here, bundle: true, format: "esm", charset: "utf8", logLevel: "warning" };
// What the oldest phones must know: JavaScript of 2019 and BigInt, which the curves need. That is
// Chrome and Android's WebView 67, Firefox 68 and Safari 14. What they lack besides is in
// src/old_phones.ts; whoever has something older still is told so by src/old.ts.
const OLDEST = { target: "es2019", supported: { bigint: true }, define: { globalThis: "self" } };
// Each page: its part in pages/, which the shell stands around, and its script in src/.
const PAGES = [
  { name: "check-in", script: "check_in", title: "Pictures" },
  { name: "slip", script: "slip", title: "Note" },
];

await build({ ...common, entryPoints: ["src/waystation.ts"], outdir: out, minify: true, target: "es2022" });
await build({
  ...common,
  entryPoints: PAGES.map(({ script }) => `src/${script}.ts`),
  outdir: pages,
  minify: true,
  ...OLDEST,
});
// What says that a phone is too old runs on older ones still.
await build({ ...common, entryPoints: ["src/old.ts"], outdir: pages, minify: true, format: "iife", target: "es5" });
await build({
  ...common,
  entryPoints: ["tests/operations.ts"],
  outfile: join(out, "operations.mjs"),
  platform: "node",
});

function integrity(raw) {
  return `sha384-${createHash("sha384").update(raw).digest("base64")}`;
}

const sheet = readFileSync(join(here, "pages/page.css"));
const shell = readFileSync(join(here, "pages/shell.html"), "utf8");
mkdirSync(pages, { recursive: true });
writeFileSync(join(pages, "page.css"), sheet);
const old = readFileSync(join(pages, "old.js"));
const csp = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src data:",
  `connect-src ${relay || "'self'"}`,
  "base-uri 'none'",
  "form-action 'none'",
].join("; ");
const sizes = {};
for (const { name, script, title } of PAGES) {
  const code = readFileSync(join(pages, `${script}.js`));
  const filled = {
    csp,
    relay,
    title,
    main: readFileSync(join(here, `pages/${name}.html`), "utf8"),
    script: `${script}.js`,
    "script.hash": integrity(code),
    "old.hash": integrity(old),
    "sheet.hash": integrity(sheet),
  };
  const page = shell.replaceAll(/\{([\w.]+)\}/g, (_, key) => filled[key]);
  writeFileSync(join(pages, `${name}.html`), page);
  sizes[`${name}.html`] = [page, sheet, old, code].reduce((total, part) => total + gzipSync(part).length, 0);
}

const bundle = readFileSync(join(out, "waystation.js"));
console.log(
  JSON.stringify({ bytes: bundle.length, gzipped: gzipSync(bundle).length, integrity: integrity(bundle), pages: sizes }),
);
