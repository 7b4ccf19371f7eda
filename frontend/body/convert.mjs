// Makes the figures of the body map from the shapes of react-native-body-highlighter (MIT) and
// from our own (own.mjs). Take the package with `npm pack react-native-body-highlighter@3.2.0`,
// then: node convert.mjs react-native-body-highlighter-3.2.0.tgz
// Nothing of the package runs: its four tables are read, and its two outlines.
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { OWN, mirrored } from "./own.mjs";

const NAME = "react-native-body-highlighter";
const VERSION = "3.2.0";
const INTEGRITY =
  "sha512-BxWwcX8PtbKr3X0bW0n4OyPT6b+2R9IUqDyMgq8PP6IhJouSt9ik10a3c7PRYOlA2DdrBjLFiwamqhsMS2BfeQ==";
const HERE = dirname(fileURLToPath(import.meta.url));
const OUT = join(HERE, "../../src/uncramp/web/drawing/figures");
const WIDTH = 724;
const HEIGHT = 1448;

// Which shape is which part, checked against where it lies on the figure, since the package's
// words are coarse: its front "adductors" hold the strap muscle (sartorius) and the front of the
// hip, its back "hamstring" the outer side of the thigh, its front "calves" the muscles outside
// the shin. Numbers say which of the shapes of a word; "l" and "r" are the viewer's sides.
const FRONT = {
  deltoids: "shoulder", biceps: "upper_arm", triceps: "upper_arm", forearm: "forearm",
  hands: "hand", chest: "chest", abs: "belly", obliques: "flank", tibialis: "shin", feet: "foot_top",
};
const BACK = {
  deltoids: "shoulder", triceps: "upper_arm", forearm: "forearm", hands: "hand",
  trapezius: "upper_back", "upper-back": "upper_back", feet: "heel", ankles: "heel",
};
const FIGURES = {
  male_front: {
    table: "bodyFront", wrapper: "SvgMaleWrapper", midline: 364,
    words: {
      ...FRONT,
      quadriceps: { l: ["quadriceps_middle", "quadriceps_outer", "quadriceps_inner"], r: ["quadriceps_middle", "quadriceps_outer", "quadriceps_inner"] },
      adductors: { l: ["hip_front", "sartorius", ""], r: ["hip_front", "sartorius", ""] },
      calves: { l: ["shin_outer", "calf_inner"], r: ["shin_outer", "calf_inner"] },
    },
  },
  male_back: {
    table: "bodyBack", wrapper: "SvgMaleWrapper", midline: 360,
    words: {
      ...BACK,
      "lower-back": { l: ["flank", "lower_back"], r: ["lower_back", "flank"] },
      gluteal: { l: ["glute_upper", "glute_large"], r: ["glute_upper", "glute_large"] },
      adductors: "adductor",
      hamstring: { l: ["quadriceps_outer", "hamstring_inner", "hamstring_outer", "hamstring_inner"], r: ["hamstring_outer", "hamstring_inner", "hamstring_inner", "quadriceps_outer"] },
      calves: { l: ["calf_outer", "", "calf_inner", ""], r: ["calf_outer", "calf_inner", "", ""] },
    },
  },
  female_front: {
    table: "bodyFemaleFront", wrapper: "SvgFemaleWrapper", midline: 365,
    words: {
      ...FRONT,
      quadriceps: { l: ["quadriceps_middle", "quadriceps_outer", "quadriceps_inner"], r: ["quadriceps_middle", "quadriceps_outer", "quadriceps_inner"] },
      adductors: { l: ["", "hip_front", "sartorius"], r: ["sartorius", "hip_front", ""] },
      calves: { l: ["calf_inner", "shin_outer"], r: ["calf_inner", "shin_outer"] },
    },
  },
  female_back: {
    table: "bodyFemaleBack", wrapper: "SvgFemaleWrapper", midline: 362,
    words: {
      ...BACK,
      "lower-back": { l: ["flank", "lower_back"], r: ["lower_back", "flank"] },
      gluteal: { l: ["glute_upper", "glute_large"], r: ["glute_large", "glute_upper"] },
      adductors: { l: ["adductor", "hamstring_inner"], r: ["adductor", "hamstring_inner"] },
      hamstring: { l: ["quadriceps_outer", "hamstring_outer", "hamstring_inner"], r: ["hamstring_outer", "hamstring_inner", "quadriceps_outer"] },
      calves: { l: ["calf_outer", "", "calf_inner", ""], r: ["calf_inner", "", "", "calf_outer"] },
    },
  },
};

const ARGUMENTS = { m: 2, l: 2, h: 1, v: 1, c: 6, s: 4, q: 4, t: 2, a: 7, z: 0 };
const NUMBER = /^[\s,]*([-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?)/;
const FLAG = /^[\s,]*([01])/;

/** Path data as commands with their numbers; the two flags of an arc may be written as "01". */
function* commands(d) {
  let rest = d.trim();
  while (rest) {
    const letter = rest[0];
    const wanted = ARGUMENTS[letter.toLowerCase()];
    if (wanted === undefined) throw new Error(`no path command: ${rest.slice(0, 20)}`);
    rest = rest.slice(1);
    let repeated = letter;
    do {
      const numbers = [];
      for (let i = 0; i < wanted; i += 1) {
        const found = rest.match(wanted === 7 && (i === 3 || i === 4) ? FLAG : NUMBER);
        if (!found) throw new Error(`a number is missing: ${rest.slice(0, 20)}`);
        numbers.push(Number(found[1]));
        rest = rest.slice(found[0].length);
      }
      yield [repeated, numbers];
      repeated = repeated === "m" ? "l" : repeated === "M" ? "L" : repeated;
      rest = rest.replace(/^[\s,]+/, "");
    } while (wanted && rest && !/^[a-zA-Z]/.test(rest));
  }
}

/** The path in the figure's units, to a tenth. */
function placed(d, { scale, x, y }) {
  let first = true;
  const words = [];
  for (const [letter, numbers] of commands(d)) {
    const absolute = letter === letter.toUpperCase() || first;
    const dx = absolute ? x : 0;
    const dy = absolute ? y : 0;
    const moved = numbers.map((value, i) => {
      const kind = letter.toLowerCase();
      if (kind === "a" && (i === 2 || i === 3 || i === 4)) return value;
      if (kind === "a" && i < 2) return value * scale;
      if (kind === "v") return value * scale + dy;
      return value * scale + (kind === "h" || (kind === "a" ? i === 5 : i % 2 === 0) ? dx : dy);
    });
    words.push((first ? "M" : letter) + moved.map(short).join(" ").replaceAll(" -", "-"));
    first = false;
  }
  return words.join("");
}

/** A number to a tenth, as short as it can be written. */
function short(value) {
  return String(Math.round(value * 10) / 10).replace(/^(-?)0\./, "$1.");
}

/** How a picture with this viewBox is fitted into the figure's units. */
function fitted(viewBox) {
  const [left, top, width, height] = viewBox.split(" ").map(Number);
  const scale = Math.min(WIDTH / width, HEIGHT / height);
  return {
    scale,
    x: (WIDTH - width * scale) / 2 - left * scale,
    y: (HEIGHT - height * scale) / 2 - top * scale,
  };
}

/** The runner's side: seen from the front it is the viewer's other one. */
function side(view, letter) {
  return (view === "back") === (letter === "l") ? "left" : "right";
}

function figure(name, folder) {
  const { table, wrapper, midline, words } = FIGURES[name];
  const view = name.split("_")[1];
  const shapes = createRequire(import.meta.url)(join(folder, `dist/assets/${table}.js`))[table];
  const text = readFileSync(join(folder, `dist/components/${wrapper}.js`), "utf8");
  const nth = view === "front" ? 0 : 1;
  const viewBox = [...text.matchAll(/"(-?\d+ -?\d+ \d+ \d+)"/g)][nth][1];
  const at = fitted(viewBox);
  const still = [placed([...text.matchAll(/ d="([^"]+)"/g)][nth][1], at)];
  const parts = new Map();
  const add = (part, sided, d) => {
    const key = `${part} ${sided}`;
    parts.set(key, parts.has(key) ? `${parts.get(key)} ${d}` : d);
  };
  for (const { slug, path } of shapes) {
    for (const [which, drawn] of Object.entries(path)) {
      const letter = which[0];
      drawn.forEach((d, i) => {
        const word = words[slug];
        const part = typeof word === "string" ? word : word?.[letter]?.[i];
        if (part === "") return; // drawn by hand instead
        if (part === undefined) still.push(placed(d, at));
        else add(part, side(view, letter), placed(d, at));
      });
    }
  }
  const { body, foot } = OWN[name];
  for (const [part, d] of Object.entries(body)) {
    add(part, side(view, "l"), d);
    add(part, side(view, "r"), mirrored(d, midline));
  }
  const feet = Object.entries(foot).flatMap(([part, d]) => [
    { part, side: side(view, "l"), inset: "near", d },
    { part, side: side(view, "r"), inset: "far", d: mirrored(d, 362) },
  ]);
  return {
    still,
    parts: [...parts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([key, d]) => {
      const [part, sided] = key.split(" ");
      return { part, side: sided, d };
    }).concat(feet),
  };
}

function lines({ still, parts }) {
  const list = (items) => items.map((item) => `  ${JSON.stringify(item)}`).join(",\n");
  return `{"still": [\n${list(still)}\n],\n"parts": [\n${list(parts)}\n]}\n`;
}

function sha256(bytes) {
  return createHash("sha256").update(bytes).digest("hex");
}

function main(archive) {
  const bytes = readFileSync(archive);
  const found = `sha512-${createHash("sha512").update(bytes).digest("base64")}`;
  if (found !== INTEGRITY) throw new Error(`${archive} is not ${NAME} ${VERSION}: ${found}`);
  const unpacked = mkdtempSync(join(tmpdir(), "figures-"));
  try {
    execFileSync("tar", ["-xzf", archive, "-C", unpacked]);
    const folder = join(unpacked, "package");
    const files = {};
    const keep = (name, text) => {
      writeFileSync(join(OUT, name), text);
      files[name] = sha256(text);
    };
    for (const name of Object.keys(FIGURES)) keep(`${name}.json`, lines(figure(name, folder)));
    keep("LICENSE", readFileSync(join(folder, "LICENSE"), "utf8"));
    const manifest = {
      name: NAME, version: VERSION, license: "MIT", integrity: INTEGRITY, sha256: sha256(bytes),
      made_by: "frontend/body/convert.mjs", files,
    };
    writeFileSync(join(OUT, "manifest.json"), `${JSON.stringify(manifest, null, 2)}\n`);
  } finally {
    rmSync(unpacked, { recursive: true });
  }
}

main(process.argv[2]);
