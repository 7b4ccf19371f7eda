// What waits on this phone to be sent, in the order it was told. It survives a closed tab.
const NAME = "uncramp";

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, 1);
    request.onupgradeneeded = () => {
      request.result.createObjectStore("entries", { keyPath: "key", autoIncrement: true });
      request.result.createObjectStore("facts");
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
    request.onblocked = () => reject(new Error("another version of the store is open"));
  });
}

/** One transaction; resolved only when it is on the disk. */
async function within(store, mode, act) {
  const database = await opened();
  try {
    return await new Promise((resolve, reject) => {
      const change = database.transaction(store, mode, { durability: "strict" });
      const request = act(change.objectStore(store));
      change.oncomplete = () => resolve(request.result);
      change.onabort = () => reject(change.error);
    });
  } finally {
    database.close();
  }
}

export const waiting = () => within("entries", "readonly", (store) => store.getAll());
export const keep = (entry) => within("entries", "readwrite", (store) => store.put(entry));
export const remove = (key) => within("entries", "readwrite", (store) => store.delete(key));
/** Note that an entry was not taken; one that was removed meanwhile stays removed. */
export const refuse = (key, refused) =>
  within("entries", "readwrite", (store) => {
    const request = store.get(key);
    request.onsuccess = () => {
      if (request.result) store.put({ ...request.result, refused });
    };
    return request;
  });
export const fact = (name) => within("facts", "readonly", (store) => store.get(name));
export const learn = (name, value) => within("facts", "readwrite", (store) => store.put(value, name));
