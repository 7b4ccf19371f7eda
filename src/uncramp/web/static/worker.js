// Keeps the pages that must open without a connection. Nothing personal is ever kept: what is
// stored was fetched without cookies, and everything else goes to the server or nowhere.
// KEPT, written above this text by the server, says what is kept, and in which edition.
const NAME = `uncramp-${KEPT.edition}`;
const PAGES = [KEPT.card, ...Object.values(KEPT.instead)];

async function fill() {
  const cache = await caches.open(NAME);
  await Promise.all([...PAGES, ...KEPT.files].map(async (url) => {
    const from = PAGES.includes(url) ? `${url}?in=${KEPT.language}&units=${KEPT.units}` : url;
    const answer = await fetch(from, { cache: "reload", credentials: "omit" });
    if (!answer.ok) throw new Error(`${from}: ${answer.status}`);
    await cache.put(url, answer);
  }));
}

async function forget(but) {
  const names = await caches.keys();
  await Promise.all(names.filter((name) => name !== but).map((name) => caches.delete(name)));
}

self.addEventListener("install", (event) => {
  self.skipWaiting();
  event.waitUntil(fill());
});

self.addEventListener("activate", (event) => {
  event.waitUntil(forget(NAME).then(() => self.clients.claim()));
});

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (url.origin !== location.origin) return;
  if (request.method === "POST" && url.pathname === KEPT.sign_out) {
    event.respondWith(fetch(request));
    event.waitUntil(forget().then(fill).catch(() => undefined));
  } else if (request.method !== "GET") {
    return;
  } else if (request.mode === "navigate") {
    event.respondWith(page(request, url.pathname));
  } else if (KEPT.files.includes(url.pathname)) {
    event.respondWith(file(event, request));
  }
});

/** The card at once; every other page from the server, or what stands in for it. */
async function page(request, path) {
  if (path === KEPT.card) {
    const card = await caches.match(path);
    if (card) return card;
  }
  try {
    return await fetch(request);
  } catch (error) {
    const kept = await caches.match(KEPT.instead[path] ?? KEPT.card);
    if (kept) return kept;
    throw error;
  }
}

/** What is kept, at once; a newer one is fetched for the next time. */
async function file(event, request) {
  const cache = await caches.open(NAME);
  const kept = await cache.match(request.url);
  const fresh = fetch(request.url, { credentials: "omit" }).then(async (answer) => {
    if (answer.ok) await cache.put(request.url, answer.clone());
    return answer;
  });
  if (!kept) return fresh;
  event.waitUntil(fresh.catch(() => undefined));
  return kept;
}
