// Sealing: the twin of `sealed` in arpent/collection/offline/sealing.py. What is finished is closed with the
// campaign's public key; the half that was made here is never written down, so this device cannot open it again.

const CURVE = { name: "ECDH", namedCurve: "P-256" };
const PURPOSE = new TextEncoder().encode("arpent offline answer 1");
const { subtle } = crypto;

/** { point, iv, sealed } in base 64: what the server opens under that identifier, and under no other. */
export async function seal(content, ident, publicKey) {
  const theirs = await subtle.importKey("raw", bytesOf(publicKey), CURVE, false, []);
  const own = await subtle.generateKey(CURVE, false, ["deriveBits"]);
  const shared = await subtle.deriveBits({ name: "ECDH", public: theirs }, own.privateKey, 256);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = await subtle.encrypt(
    { name: "AES-GCM", iv, additionalData: new TextEncoder().encode(ident) },
    await derived(shared),
    new TextEncoder().encode(JSON.stringify(content)),
  );
  return { point: inBase64(await subtle.exportKey("raw", own.publicKey)), iv: inBase64(iv), sealed: inBase64(sealed) };
}

async function derived(shared) {
  const secret = await subtle.importKey("raw", shared, "HKDF", false, ["deriveKey"]);
  const how = { name: "HKDF", hash: "SHA-256", salt: new Uint8Array(32), info: PURPOSE };
  return subtle.deriveKey(how, secret, { name: "AES-GCM", length: 256 }, false, ["encrypt"]);
}

/** A key that this device keeps and cannot show: for what is under way, and no longer. */
export function newKey() {
  return subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
}

export async function locked(value, key) {
  const iv = crypto.getRandomValues(new Uint8Array(12));
  return { iv, closed: await subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(JSON.stringify(value))) };
}

export async function unlocked({ iv, closed }, key) {
  return JSON.parse(new TextDecoder().decode(await subtle.decrypt({ name: "AES-GCM", iv }, key, closed)));
}

function bytesOf(base64) {
  return Uint8Array.from(atob(base64), (sign) => sign.charCodeAt(0));
}

function inBase64(buffer) {
  const bytes = new Uint8Array(buffer);
  let signs = "";
  for (const byte of bytes) signs += String.fromCharCode(byte);
  return btoa(signs);
}
