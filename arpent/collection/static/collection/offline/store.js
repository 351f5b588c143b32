// What stays on the device, in IndexedDB: answers under way (locked), those that wait (sealed), where interviews are.

const NAME = "arpent-offline";
const STORES = ["drafts", "outbox", "interviews", "notes"];

let opening;

function database() {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => STORES.forEach((store) => asked.result.createObjectStore(store));
    asked.onsuccess = () => resolve(asked.result);
    asked.onerror = () => reject(asked.error);
    asked.onblocked = () => reject(new Error("blocked"));
  });
  return opening;
}

/** Several changes at once, or none: [store, key, value], a value that is undefined erases. */
export async function change(changes) {
  const db = await database();
  const transaction = db.transaction(STORES, "readwrite", { durability: "strict" });
  for (const [store, key, value] of changes) {
    if (value === undefined) transaction.objectStore(store).delete(key);
    else transaction.objectStore(store).put(value, key);
  }
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(transaction.error);
  });
}

export async function recall(store, key) {
  const db = await database();
  return settled(db.transaction(store).objectStore(store).get(key));
}

/** [key, value] of each thing whose key begins so. */
export async function everything(store, start = "") {
  const db = await database();
  const range = IDBKeyRange.bound(start, `${start}\uffff`);
  const kept = db.transaction(store).objectStore(store);
  const [keys, values] = await Promise.all([settled(kept.getAllKeys(range)), settled(kept.getAll(range))]);
  return keys.map((key, place) => [key, values[place]]);
}

function settled(request) {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
