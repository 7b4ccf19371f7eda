// An answer is counted in place: the page is fetched anew and its bars grow to where they now are.
// Without this module the form is sent, and the page comes again with the same answer.
function widths() {
  return new Map([...document.querySelectorAll("rect.share[data-of]")].map((bar) => [bar.dataset.of, bar.getAttribute("width")]));
}

function grow(before) {
  for (const bar of document.querySelectorAll("rect.share[data-of]")) {
    const width = bar.getAttribute("width");
    const old = before.get(bar.dataset.of);
    if (!bar.dataset.of || old === undefined || old === width) continue;
    bar.setAttribute("width", old);
    bar.getBoundingClientRect(); // so that the change is seen as one
    bar.style.width = `${width}px`;
  }
}

async function tell(form, button) {
  const before = widths();
  const body = new FormData(form);
  if (button?.name) body.set(button.name, button.value);
  const answer = await fetch(form.action, { method: "POST", body });
  const text = await answer.text();
  const page = new DOMParser().parseFromString(text, "text/html");
  const main = page.querySelector("main");
  if (!main) { location.reload(); return; }
  const said = main.querySelector(".moved")?.textContent ?? "";
  const region = document.querySelector(".moved");
  document.title = page.title;
  for (const part of main.children) if (part.matches(".moved")) part.textContent = "";
  document.querySelector("main").replaceChildren(...main.childNodes);
  grow(before);
  const status = document.querySelector(".moved") ?? region;
  status.textContent = said; // said after it stands there, so that it is read out
  const wrong = document.querySelector(".unknown [role=alert]");
  (wrong ?? document.querySelector("h1")).scrollIntoView({ block: "start" });
  if (answer.redirected) history.replaceState(null, "", answer.url.replace(/[?].*$/, ""));
}

document.addEventListener("submit", (event) => {
  if (!(event.target instanceof HTMLFormElement) || event.target.dataset.tells === undefined) return;
  event.preventDefault();
  tell(event.target, event.submitter).catch(() => send(event.target, event.submitter));
});

function send(form, button) {
  if (button?.name) {
    const told = document.createElement("input");
    Object.assign(told, { type: "hidden", name: button.name, value: button.value });
    form.append(told);
  }
  form.submit();
}
