// Sends what waits, oldest first. Whether the answer to a sending was lost does not matter: the
// server knows an entry by its token and the instant of its tap, and takes it once.
import { learn, refuse, remove, waiting } from "./queue-store.js";

export const OFFLINE = "offline";
export const SIGNED_OUT = "signed-out";
const PATIENCE = 20_000; // ms; a connection that takes longer is none
const LATER = new Set([408, 425, 429]); // not a refusal: the server asks for patience

/** Whose log an entry would go to, with a fresh token; the name of what stands in the way. */
async function allowed(address) {
  if (!navigator.onLine) return { stopped: OFFLINE };
  let answer;
  try {
    answer = await fetch(address, { redirect: "manual", cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    return { stopped: OFFLINE };
  }
  if (answer.type === "opaqueredirect" || answer.status === 403 || answer.status === 404) {
    return { stopped: SIGNED_OUT };
  }
  if (!answer.ok) return { stopped: OFFLINE };
  const { token, who } = await answer.json();
  await learn("who", who);
  return { token, who };
}

/**
 * Send all that can be sent. One tab at a time: a second one finds nothing left to do.
 * `done` holds the answers by the key of the entry; `stopped` says why something stayed.
 */
export function send(address) {
  const locked = (act) => (navigator.locks ? navigator.locks.request("uncramp-queue", act) : act());
  return locked(async () => {
    const done = new Map();
    const open = (await waiting()).filter((entry) => !entry.refused);
    if (!open.length) return { done };
    const may = await allowed(address);
    if (may.stopped) return { done, stopped: may.stopped };
    const held = new Set((await waiting()).filter((entry) => entry.refused).map((entry) => entry.token));
    for (const entry of open) {
      if (entry.who && entry.who !== may.who) continue; // somebody else's: it waits for them
      if (held.has(entry.token)) continue; // what came before it was not taken
      let answer;
      try {
        answer = await post(entry, may.token);
      } catch {
        return { done, stopped: OFFLINE };
      }
      if (answer.ok) {
        await remove(entry.key);
        done.set(entry.key, { url: answer.url });
      } else if (answer.status < 500 && !LATER.has(answer.status)) {
        const said = await sentence(answer);
        await refuse(entry.key, { status: answer.status, said });
        held.add(entry.token);
        done.set(entry.key, { refused: said });
      } else {
        return { done, stopped: OFFLINE };
      }
    }
    return { done };
  });
}

function post(entry, token) {
  return fetch(entry.url, {
    method: "POST",
    headers: { "X-CSRFToken": token },
    body: new URLSearchParams(entry.fields),
    cache: "no-store",
    signal: AbortSignal.timeout(PATIENCE),
  });
}

/** What the server said, as a sentence: of a page what it says to everybody at once. */
async function sentence(answer) {
  const text = await answer.text();
  if (!(answer.headers.get("Content-Type") ?? "").includes("html")) return text.trim().slice(0, 300);
  const page = new DOMParser().parseFromString(text, "text/html");
  const places = ["[role=alert]", ".wrong", "main p", "h1"];
  const said = places.map((place) => page.querySelector(place)).find(Boolean);
  return (said?.textContent ?? "").trim().replace(/\s+/g, " ").slice(0, 300);
}
