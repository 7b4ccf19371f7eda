// One step at a time, and each tap kept as it comes. Without this module the page is one form.
const form = document.querySelector("form.log");
const [place, when, bad] = ["place", "when", "bad"].map((name) => form.querySelector(`.${name}`));
const soFar = form.querySelector(".so-far");
const next = place.querySelector(".go");
const back = form.querySelector(".back");
const known = "known" in form.dataset;
const minute = form.elements.minute;
form.classList.add("live");
next.hidden = false;
if (!known) form.elements.token.value = uuid();

function show(...steps) {
  for (const step of [place, when, bad]) step.classList.toggle("current", steps.includes(step));
  back.hidden = steps.includes(place);
  if (!steps.includes(place)) form.closest("main").scrollIntoView();
}

/** By hand, since a page without https has no crypto.randomUUID. */
function uuid() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

const told = (name) => form.querySelector(`input[name=${name}]:checked`)?.value;

function stamp() {
  form.elements.at.value = new Date().toISOString();
}

/** What was told so far is kept, so that a log which is broken off is a log. */
async function keep() {
  if (known || !told("muscle")) return;
  stamp();
  try {
    const answer = await fetch(form.action, {
      method: "POST", body: new FormData(form), headers: { accept: "application/json" },
    });
    const said = await answer.json();
    soFar.textContent = said.said ?? form.dataset.kept;
  } catch {
    soFar.textContent = form.dataset.lost;
    form.dispatchEvent(new Event("lost")); // what waits is sent later: queue.js
  }
}

function toWhen() {
  show(...(told("onset") ? [when, bad] : [when]));
}

if (minute) {
  const given = minute.value;
  const output = form.querySelector("output");
  minute.type = "range";
  minute.value = given || Math.round(minute.max / 2);
  if (!given) minute.name = "";
  const say = () => { output.textContent = `${form.dataset.minute} ${minute.value}`; };
  if (given) say();
  minute.addEventListener("input", () => {
    minute.name = "minute";
    form.querySelector("input[value=during]").checked = true;
    say();
  });
}

// A tap goes on by itself; arrow keys only move the choice, and Next goes on.
let byPointer = false;
form.addEventListener("pointerdown", () => { byPointer = true; });
form.addEventListener("keydown", () => { byPointer = false; });

form.addEventListener("change", (event) => {
  const { name } = event.target;
  if (["muscle", "part", "side"].includes(name) && byPointer && told("muscle") && told("side")) toWhen();
  if (name === "onset" || event.target === minute) show(when, bad);
  if (["muscle", "side", "onset"].includes(name) || event.target === minute) keep();
});
next.addEventListener("click", () => {
  const missing = form.querySelector("input[name=muscle]");
  if (told("muscle")) toWhen();
  else missing.reportValidity();
});
back.addEventListener("click", () => show(place));
form.addEventListener("submit", stamp);
if (known && !form.querySelector(".grades .chosen")) toWhen(); // a log that was broken off goes on
else show(place);
