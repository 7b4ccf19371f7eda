// Sends files in portions with a progress bar, and keeps an import's progress up to date.
const PORTION = 100; // files a request
const form = document.querySelector("form.drop");
const watched = document.querySelector("[data-progress]");

if (form) {
  const folder = form.querySelector("#folder");
  form.querySelector(".folder").hidden = !("webkitdirectory" in folder);
  form.addEventListener("submit", (event) => {
    const files = [...form.querySelector("#files").files, ...folder.files];
    if (!files.length) return;
    event.preventDefault();
    send(files).catch(() => say("Sending broke off. Nothing is lost: choose the files again."));
  });
  form.addEventListener("dragover", (event) => event.preventDefault());
  form.addEventListener("drop", (event) => {
    event.preventDefault();
    form.querySelector("#files").files = event.dataTransfer.files;
  });
}

function say(text) { form.querySelector(".said").textContent = text; }

async function send(files) {
  const bar = form.querySelector("progress");
  form.querySelector(".sending").hidden = false;
  form.querySelector("button").disabled = true;
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
    request.upload.addEventListener("progress", (event) => progress(event.loaded));
    request.addEventListener("load", () => (request.status < 400 ? resolve(request) : reject()));
    request.addEventListener("error", reject);
    request.send(body);
  });
}

async function look() {
  try {
    const answer = await (await fetch(watched.dataset.progress)).json();
    if (!answer.under_way) { location.reload(); return; }
    if (answer.of) {
      const bar = watched.querySelector("progress");
      bar.max = answer.of;
      bar.value = answer.done;
      watched.querySelector("[role=status]").textContent = `${answer.done} of ${answer.of} files`;
    }
  } catch { /* the server restarts: look again */ }
  setTimeout(look, 1000);
}

if (watched) setTimeout(look, 500);
