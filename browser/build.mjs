// Bundles what pages load and what the vectors run: `node build.mjs [directory]`.
import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = fileURLToPath(new URL(".", import.meta.url));
const out = process.argv[2] ?? join(here, "dist");
const common = { absWorkingDir: here, bundle: true, format: "esm", charset: "utf8", logLevel: "warning" };

await build({ ...common, entryPoints: ["src/waystation.ts"], outdir: out, minify: true, target: "es2022" });
await build({
  ...common,
  entryPoints: ["tests/operations.ts"],
  outfile: join(out, "operations.mjs"),
  platform: "node",
});

const bundle = readFileSync(join(out, "waystation.js"));
const integrity = `sha384-${createHash("sha384").update(bundle).digest("base64")}`;
console.log(JSON.stringify({ bytes: bundle.length, gzipped: gzipSync(bundle).length, integrity }));
