/**
 * What the device keeps in the browser (IndexedDB): keys, the journal, and the log as last seen.
 *
 * Nothing here is personal data: digests, positions and times. An attacker who reads a browser's
 * profile learns which streams its owner wrote to, and no word of what they wrote.
 */

const NAME = "countersign";
const VERSION = 1;
const STORES = {
  keys: { keyPath: "kid" },
  journal: { keyPath: ["stream", "seq", "digest"] },
  seen: { keyPath: "ledger" },
};

/**
 * One record by its key.
 * @param {keyof typeof STORES} store
 * @param {IDBValidKey} key
 * @returns {Promise<any>} undefined where there is none
 */
export function get(store, key) {
  return within(store, "readonly", (records) => records.get(key));
}

/**
 * All records, in the order of their keys.
 * @param {keyof typeof STORES} store
 * @returns {Promise<any[]>}
 */
export function all(store) {
  return within(store, "readonly", (records) => records.getAll());
}

/**
 * Write a record, over the one with the same key if there is one.
 * @param {keyof typeof STORES} store
 * @param {any} record
 */
export function put(store, record) {
  return within(store, "readwrite", (records) => records.put(record));
}

/**
 * Remove a record.
 * @param {keyof typeof STORES} store
 * @param {IDBValidKey} key
 */
export function remove(store, key) {
  return within(store, "readwrite", (records) => records.delete(key));
}

/** Run one request, and answer once it is durable: a key that is lost was never offered. */
async function within(store, mode, ask) {
  const database = await opened();
  try {
    const transaction = database.transaction(store, mode, { durability: "strict" });
    const request = ask(transaction.objectStore(store));
    await finished(transaction);
    return request.result;
  } finally {
    database.close();
  }
}

function finished(transaction) {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = resolve;
    transaction.onabort = () => reject(transaction.error);
  });
}

function opened() {
  return new Promise((resolve, reject) => {
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      for (const [name, options] of Object.entries(STORES)) {
        request.result.createObjectStore(name, options);
      }
    };
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
