// A slider beside each lever. Moving one asks the server for the risk of the changed run; the
// numbers are the server's, nothing is worked out here. Without this module the form is sent.
const form = document.querySelector("form[data-risk]");
const live = form.querySelector(".live");
const chance = document.querySelector(".chance");
const WAIT = 120; // ms after the last movement
let waiting, asking;

const clock = (minutes) => {
  const seconds = Math.round(60 * minutes);
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
};
const number = (text) => {
  const [minutes, seconds] = text.split(":").map((part) => Number(part.replace(",", ".")));
  return seconds === undefined ? minutes : minutes + seconds / 60;
};

for (const lever of form.querySelectorAll(".lever")) {
  const field = lever.querySelector("input");
  const { low, high, step, at } = lever.dataset;
  const slider = document.createElement("input");
  Object.assign(slider, { type: "range", min: low, max: high, step, value: at });
  slider.setAttribute("aria-label", lever.querySelector("label").textContent.trim());
  const isPace = field.name === "pace";
  const show = () => {
    slider.setAttribute("aria-valuetext", field.value || form.dataset.untold);
    slider.classList.toggle("untold", !field.value.trim());
  };
  slider.addEventListener("input", () => {
    const value = Number(slider.value);
    field.value = isPace ? clock(value) : String(Number(value.toFixed(2)));
    show();
    ask();
  });
  field.addEventListener("input", () => {
    if (field.value.trim()) slider.value = number(field.value);
    show();
    ask();
  });
  show();
  lever.append(slider);
}

form.addEventListener("change", (event) => {
  if (event.target.matches("select, [type=checkbox]")) ask();
});

function ask() {
  clearTimeout(waiting);
  waiting = setTimeout(answer, WAIT);
}

async function answer() {
  asking?.abort();
  asking = new AbortController();
  try {
    const got = await fetch(form.dataset.risk, { method: "POST", body: new FormData(form), signal: asking.signal });
    const said = await got.json();
    live.textContent = said.error ?? said.chance;
    live.classList.toggle("wrong", said.error !== undefined);
    if (said.error !== undefined) return;
    chance.textContent = said.chance;
    move("risk", said.risk.probability);
    move("usual", said.risk.usual);
    form.dataset.moved = "yes";
  } catch (error) {
    if (error.name !== "AbortError") live.textContent = "";
  }
}

function move(name, share) {
  const bar = document.querySelector(`rect.share[data-of="${name}"]`);
  bar.style.width = `${100 * Math.min(Math.max(share, 0), 1)}px`;
}
