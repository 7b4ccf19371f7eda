// One question at a time. Without this module the page is one form, and works as well.
const form = document.querySelector("form.steps");
const steps = [...form.querySelectorAll("fieldset")];
const go = form.querySelector(".go");
const progress = document.createElement("p");
progress.className = "progress";
progress.setAttribute("aria-live", "polite");
const bar = document.createElement("p");
bar.className = "row";
const back = button(form.dataset.back, () => show(at - 1));
const next = button(form.dataset.next, forward);
bar.append(back, next);
form.prepend(progress);
form.append(bar);
let at = 0;

function button(text, act) {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button plain";
  made.textContent = text;
  made.addEventListener("click", act);
  return made;
}

function show(step, focus = true) {
  at = Math.max(0, step);
  steps.forEach((fieldset, i) => { fieldset.hidden = i !== at; });
  go.hidden = at < steps.length - 1;
  back.hidden = at === 0;
  next.hidden = !go.hidden;
  progress.textContent = form.dataset.progress.replace("{n}", at + 1).replace("{of}", steps.length);
  if (focus) {
    const legend = steps[at].querySelector("legend");
    legend.tabIndex = -1;
    legend.focus();
  }
}

function forward() {
  const radio = steps[at].querySelector("input");
  const flag = steps[at].querySelector("input:checked");
  if (radio.required && !flag) { radio.reportValidity(); return; }
  if (flag && flag.dataset.answers !== undefined && at < steps.length - 1) { answer(); return; }
  show(at + 1);
}

function answer() {
  // A red flag is answered at once: what was not asked yet stays unknown.
  steps.forEach((fieldset, i) => { if (i > at) fieldset.disabled = true; });
  form.requestSubmit(go.querySelector("button"));
}

// A tap goes on by itself; arrow keys only move the choice, and Next or Enter goes on.
// Tapping a label clicks its radio too, so each tap is heard once, on the radio.
let byPointer = false;
form.addEventListener("pointerdown", () => { byPointer = true; });
form.addEventListener("keydown", () => { byPointer = false; });
form.addEventListener("click", (event) => {
  if (event.target.type !== "radio" || !byPointer) return;
  if (event.target.dataset.answers !== undefined) answer();
  else show(at + 1);
});

form.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.target.type !== "radio") return;
  event.preventDefault();
  if (at === steps.length - 1) form.requestSubmit(go.querySelector("button"));
  else forward();
});

show(0, false);
