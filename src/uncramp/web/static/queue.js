// Forms that wait where there is no connection: told now, sent later, once, in order.
// Such a form is marked `data-queue`; a field `token` names what it tells of, `at` is added: the
// instant of the tap. Without this module, or where the browser keeps nothing, the form is sent
// as every other form.
import { OFFLINE, SIGNED_OUT, send } from "./queue-send.js";
import { fact, keep, learn, remove, waiting } from "./queue-store.js";

const PATIENCE = 1500; // ms until somebody who waits is told what happens

const box = document.getElementById("queue");
const words = document.getElementById("queue-words");

/** A UUID; by hand, since a page without https has no crypto.randomUUID. */
function newToken() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, "$1-$2-$3-$4-$5");
}

function said(word) {
  return words.content.querySelector(`[data-word=${word}]`).cloneNode(true);
}

let waited = 0;

/** Say how it stands: what waits, why, and what was not taken. */
async function show({ stopped, done } = {}, { own } = {}) {
  const entries = await waiting();
  const refused = entries.filter((entry) => entry.refused && entry.key !== own);
  const open = entries.filter((entry) => !entry.refused);
  const who = await fact("who");
  const foreign = open.filter((entry) => entry.who && who && entry.who !== who);
  const lines = refused.map(refusal);
  if (open.length && stopped === SIGNED_OUT) lines.unshift(said("signed-out"));
  else if (open.length > foreign.length) lines.unshift(counted(open.length - foreign.length));
  else if (foreign.length) lines.unshift(said("another"));
  else if (!entries.length && (done?.size || waited)) lines.unshift(arrived(done ?? new Map()));
  waited = open.length; // where another tab sends them, this one says so as well
  const card = document.querySelector("[data-place]"); // it may stand in for another page
  if (card && card.dataset.place !== location.pathname) lines.unshift(said("no-connection"));
  if (!lines.length && box.querySelector("[data-word=sent]")) return; // good news stays
  box.replaceChildren(...lines);
}

function counted(number) {
  const line = said(number === 1 ? "waiting-one" : "waiting");
  line.textContent = line.textContent.replace("NUMBER", number);
  return line;
}

/** The way on from what was sent: to the entry itself, where its red flags are asked first. */
function arrived(done) {
  const line = said("sent");
  const urls = [...new Set([...done.values()].map((answer) => answer.url))];
  if (urls.length === 1) line.querySelector("a").href = urls[0];
  return line;
}

function refusal(entry) {
  const line = said("refused");
  line.classList.add("refused");
  line.querySelector("q").textContent = entry.refused.said || said("not-taken").textContent;
  line.querySelector("[data-again]").addEventListener("click", async () => {
    const { refused, ...again } = entry;
    await keep(again);
    await show();
    await flush();
  });
  line.querySelector("[data-remove]").addEventListener("click", async () => {
    await remove(entry.key);
    await show();
  });
  return line;
}

async function flush() {
  const sent = await send(box.dataset.token);
  await show(sent);
  return sent;
}

/** What a form tells, as an entry that waits. */
async function entryOf(form, submitter) {
  const fields = [...new FormData(form, submitter)].filter(
    ([name, value]) => name !== "csrfmiddlewaretoken" && typeof value === "string",
  );
  const told = new Map(fields);
  const at = new Date().toISOString(); // of this tap: what was told before it is older
  const named = fields.filter(([name]) => name !== "at");
  return {
    url: form.action,
    fields: [["at", at], ...named],
    token: told.get("token") || form.action, // what is told of the same thing keeps its order
    who: await fact("who"),
  };
}

/** Keep what a form tells, then try to send it at once. */
async function submit(form, submitter) {
  const entry = await entryOf(form, submitter);
  const before = (await waiting()).filter((one) => one.refused && one.token === entry.token);
  const key = await keep(entry);
  for (const one of before) await remove(one.key); // this one tells it better
  const slow = setTimeout(show, PATIENCE);
  const sent = await send(box.dataset.token);
  clearTimeout(slow);
  const mine = sent.done.get(key);
  await show(sent, { own: key });
  if (mine?.url) location.assign(mine.url);
  else if (mine) tell(form, mine.refused);
  else await kept(form, key, sent.stopped);
}

/** The server's sentence above the form, which still holds what was told. */
function tell(form, text) {
  const line = document.createElement("p");
  line.className = "wrong";
  line.setAttribute("role", "alert");
  line.textContent = text || said("not-taken").textContent;
  form.querySelector(":scope > .wrong")?.remove();
  form.prepend(line);
  line.scrollIntoView({ block: "center" });
}

/** A form that tells of something new names it. */
function begun(form) {
  const { token } = form.elements;
  if (token && (!token.value || form.hasAttribute("data-shell"))) token.value = newToken();
}

/** It waits, or another tab has sent it meanwhile. */
async function kept(form, key, stopped) {
  const waits = (await waiting()).some((entry) => entry.key === key);
  if (!waits) box.replaceChildren(said("sent"));
  else if (stopped === OFFLINE) box.replaceChildren(said("kept"));
  if (waits) navigator.storage?.persist?.(); // it may be days, and a full phone clears up
  if (form.hasAttribute("data-shell")) {
    form.reset();
    begun(form);
  }
  box.scrollIntoView({ block: "center" });
}

for (const form of document.querySelectorAll("form[data-queue]")) {
  begun(form);
  // A page that sends single taps by itself says so where one did not arrive.
  form.addEventListener("lost", async () => { await keep(await entryOf(form)); });
  let busy = false;
  form.addEventListener("submit", async (event) => {
    if (event.defaultPrevented || event.submitter?.hasAttribute("formaction")) return;
    event.preventDefault();
    if (busy) return;
    busy = true;
    try {
      await submit(form, event.submitter);
    } catch (error) {
      console.warn("nothing can be kept here", error);
      form.submit();
    } finally {
      busy = false;
    }
  });
}

async function begin() {
  if (box.dataset.who) await learn("who", box.dataset.who);
  await flush();
}

addEventListener("online", flush);
document.addEventListener("visibilitychange", () => { if (!document.hidden) flush(); });
begin();
navigator.serviceWorker?.register(box.dataset.worker, { updateViaCache: "none" });
