// Copies what the pages use of each package, with its licence, and says of every file what it is.
// Run after `npm ci`, from this folder: node copy.mjs
import { createHash } from "node:crypto";
import { copyFileSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const USED = { uplot: ["dist/uPlot.iife.min.js", "dist/uPlot.min.css", "LICENSE"] };

const here = dirname(fileURLToPath(import.meta.url));
const to = join(here, "../../src/uncramp/web/static/vendor");
const locked = JSON.parse(readFileSync(join(here, "package-lock.json"), "utf8")).packages;
const manifest = Object.entries(USED).map(([name, files]) => ({ ...described(name), files: copied(name, files) }));
writeFileSync(join(to, "manifest.json"), `${JSON.stringify({ packages: manifest }, null, 2)}\n`);

function described(name) {
  const { version, license, integrity } = locked[`node_modules/${name}`];
  return { name, version, license, integrity };
}

function copied(name, files) {
  const folder = join(to, name);
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  return Object.fromEntries(files.map((file) => {
    const source = join(here, "node_modules", name, file);
    copyFileSync(source, join(folder, basename(file)));
    return [`${name}/${basename(file)}`, createHash("sha256").update(readFileSync(source)).digest("hex")];
  }));
}
