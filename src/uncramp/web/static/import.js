// Sends files in portions with a progress bar, and keeps an import's progress up to date.
// Every word it shows stands in the page, in the reader's language, or comes from the server.
const PORTION = 100; // files a request
const ENDINGS = /\.(fit|tcx|gpx|gz|zip)$/i; // of a folder only these are sent
const form = document.querySelector("form.drop");
const watched = document.querySelector("[data-progress]");
let chosen = [];

if (form) {
  const box = form.querySelector(".box");
  const files = form.querySelector("#files");
  const folder = form.querySelector("#folder");
  box.classList.add("ready");
  form.querySelector(".here").hidden = false;
  form.querySelector(".folder").hidden = !("webkitdirectory" in folder);
  form.querySelector(".go").hidden = true;
  files.addEventListener("change", () => choose([...files.files]));
  folder.addEventListener("change", () => choose(...activities([...folder.files])));
  if (files.files.length) choose([...files.files]); // a page that the browser brought back
  form.addEventListener("submit", (event) => {
    if (!chosen.length) return;
    event.preventDefault();
    send(chosen).catch(broken);
  });
  document.addEventListener("dragover", (event) => {
    event.preventDefault();
    box.classList.add("over");
  });
  document.addEventListener("dragleave", (event) => {
    if (!event.relatedTarget) box.classList.remove("over");
  });
  document.addEventListener("drop", async (event) => {
    event.preventDefault();
    box.classList.remove("over");
    if (!form.querySelector(".go button").disabled) choose(...await dropped(event.dataTransfer));
  });
}

function word(name, values = {}) {
  let text = form.querySelector("#words").content.querySelector(`[data-word=${name}]`).textContent;
  for (const [place, value] of Object.entries(values)) text = text.replace(place, () => value);
  return text;
}

/** Only what may be a run or an export, and how many others lie in the folder. */
function activities(found) {
  const kept = found.filter((file) => ENDINGS.test(file.name));
  return [kept, found.length - kept.length, true];
}

function choose(found, left = 0, inFolder = false) {
  chosen = found;
  const lines = [];
  if (found.length === 1) lines.push(word("one", { NAME: found[0].name }));
  if (found.length > 1) lines.push(word("many", { NUMBER: found.length, NAME: found[0].name }));
  if (left === 1) lines.push(word("left-one"));
  if (left > 1) lines.push(word("left", { NUMBER: left }));
  form.querySelector(".chosen").textContent = lines.join(" ");
  form.querySelector(".said").textContent = inFolder && !found.length ? word("none") : "";
  form.querySelector(".go").hidden = !found.length;
  form.querySelector(".box").classList.toggle("full", found.length > 0);
}

/** Everything that was dropped, folders walked through to their ends. */
async function dropped(transfer) {
  const items = [...transfer.items].filter((item) => item.kind === "file");
  const entries = items.map((item) => item.webkitGetAsEntry?.() ?? item.getAsFile());
  const [single, inFolders] = [[], []]; // the items are gone after the first wait
  for (const entry of entries) {
    if (entry instanceof File) single.push(entry);
    else if (entry?.isDirectory) inFolders.push(...await walked(entry));
    else if (entry) single.push(await fileOf(entry));
  }
  const [kept, left] = activities(inFolders);
  return [[...single, ...kept], left, inFolders.length > 0 || !single.length];
}

async function walked(folder) {
  const reader = folder.createReader();
  const found = [];
  for (;;) { // a reader gives a hundred at a time
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return found;
    for (const entry of some) {
      if (entry.isDirectory) found.push(...await walked(entry));
      else found.push(await fileOf(entry));
    }
  }
}

function fileOf(entry) {
  return new Promise((resolve, reject) => entry.file(resolve, reject));
}

function sending(on) {
  form.querySelector(".sending").hidden = !on;
  for (const one of form.querySelectorAll(".go button, .pick input")) one.disabled = on;
}

async function send(files) {
  const bar = form.querySelector("progress");
  form.querySelector(".said").textContent = "";
  sending(true);
  const all = files.reduce((sum, file) => sum + file.size, 0) || 1;
  let sent = 0, batch = "", end = "";
  for (let at = 0; at < files.length; at += PORTION) {
    const portion = files.slice(at, at + PORTION);
    const more = at + PORTION < files.length;
    const answer = await post(portion, batch, more, (now) => { bar.value = (100 * (sent + now)) / all; });
    sent += portion.reduce((sum, file) => sum + file.size, 0);
    if (more) batch = JSON.parse(answer.responseText).batch;
    else end = answer.responseURL;
  }
  location.assign(end);
}

function post(files, batch, more, progress) {
  return new Promise((resolve, reject) => {
    const body = new FormData();
    body.append("csrfmiddlewaretoken", form.querySelector("[name=csrfmiddlewaretoken]").value);
    if (batch) body.append("batch", batch);
    if (more) body.append("more", "yes");
    for (const file of files) body.append("files", file, file.name);
    const request = new XMLHttpRequest();
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json"); // a refusal is a sentence, not a page
    request.upload.addEventListener("progress", (event) => progress(event.loaded));
    request.addEventListener("load", () => (request.status < 400 ? resolve(request) : reject(request)));
    request.addEventListener("error", () => reject(request));
    request.send(body);
  });
}

/** The server's own sentence where it gave one; the files stay chosen, to be sent again. */
function broken(request) {
  sending(false);
  form.querySelector(".said").textContent = sentenceOf(request) || word("broken");
}

function sentenceOf(request) {
  try {
    return JSON.parse(request.responseText).message;
  } catch {
    const page = new DOMParser().parseFromString(request.responseText ?? "", "text/html");
    return page.querySelector("[role=alert], main p")?.textContent.trim();
  }
}

async function look() {
  const away = watched.querySelector(".away");
  try {
    const answer = await fetch(watched.dataset.progress, { headers: { Accept: "application/json" } });
    if (answer.redirected || answer.status === 404) { location.reload(); return; }
    if (!answer.ok) throw new Error(answer.statusText);
    const now = await answer.json();
    if (!now.under_way) { location.reload(); return; }
    show(now);
    away.hidden = true;
    away.textContent = "";
  } catch { // the server restarts, or the connection is gone: said, and looked again
    if (away.hidden) away.textContent = away.dataset.words;
    away.hidden = false;
  }
  setTimeout(look, 1000);
}

function show(now) {
  for (const [kind, count] of Object.entries(now.found)) {
    watched.querySelector(`[data-count=${kind}]`).textContent = count;
  }
  const lines = now.refused.map(({ name, said }) => {
    const line = document.querySelector("#refusal").content.cloneNode(true);
    line.querySelector("strong").textContent = name;
    line.querySelector("span").textContent = said;
    return line;
  });
  watched.querySelector(".refused ul").replaceChildren(...lines);
  watched.querySelector(".refused").hidden = !lines.length;
  if (!now.of) return;
  const bar = watched.querySelector("progress");
  bar.max = now.of;
  bar.value = now.done;
  const far = watched.querySelector(".how-far");
  far.textContent = far.dataset.words.replace("DONE", now.done).replace("OF", now.of);
}

if (watched) setTimeout(look, 500);
