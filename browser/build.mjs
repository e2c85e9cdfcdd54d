// Bundles what pages load and what the vectors run: `node build.mjs [directory] [relay address]`.
// The pages stand in directory/pages, ready for any host of files; without an address they ask the
// relay where they came from.
import { createHash } from "node:crypto";
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = process.argv[2] ?? join(here, "dist");
const relay = process.argv[3] ?? "";
const pages = join(out, "pages");
const common = { absWorkingDir: here, bundle: true, format: "esm", charset: "utf8", logLevel: "warning" };
// One script for each page of pages/, by its name.
// What the oldest phones must know: JavaScript of 2019 and BigInt, which the curves need. That is
// Chrome and Android's WebView 73, Firefox 68 and Safari 14.
const OLDEST = { target: "es2019", supported: { bigint: true }, define: { globalThis: "self" } };
const scripts = ["check_in", "slip"];

await build({ ...common, entryPoints: ["src/waystation.ts"], outdir: out, minify: true, target: "es2022" });
await build({
  ...common,
  entryPoints: scripts.map((name) => `src/${name}.ts`),
  outdir: pages,
  minify: true,
  ...OLDEST,
});
await build({
  ...common,
  entryPoints: ["tests/operations.ts"],
  outfile: join(out, "operations.mjs"),
  platform: "node",
});

function integrity(raw) {
  return `sha384-${createHash("sha384").update(raw).digest("base64")}`;
}

const held = { "page.css": readFileSync(join(here, "pages/page.css")) };
for (const name of scripts) held[`${name}.js`] = readFileSync(join(pages, `${name}.js`));
mkdirSync(pages, { recursive: true });
writeFileSync(join(pages, "page.css"), held["page.css"]);
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
for (const name of readdirSync(join(here, "pages")).filter((one) => one.endsWith(".html"))) {
  const page = readFileSync(join(here, "pages", name), "utf8").replaceAll(/\{([\w.]+)\}/g, (_, key) => {
    if (key === "csp") return csp;
    if (key === "relay") return relay;
    return integrity(held[key]);
  });
  writeFileSync(join(pages, name), page);
  const parts = [page, ...Object.keys(held).filter((key) => page.includes(`"${key}"`)).map((key) => held[key])];
  sizes[name] = parts.reduce((total, part) => total + gzipSync(part).length, 0);
}

const bundle = readFileSync(join(out, "waystation.js"));
console.log(
  JSON.stringify({ bytes: bundle.length, gzipped: gzipSync(bundle).length, integrity: integrity(bundle), pages: sizes }),
);
