import { answerOf, api } from './client';

/** Milliseconds; a restart of `signing` makes another key. */
const keyKeptMs = 30_000;
let fetched: { at: number; key: Promise<CryptoKey> } | undefined;

/** Begun when a PIN is asked for, so that the key is there when it has been typed. */
export function fetchSealKey(): Promise<CryptoKey> {
  const key = importKey();
  fetched = { at: Date.now(), key };
  // Whoever needs it asks again and is told.
  key.catch(() => {
    fetched = undefined;
  });
  return key;
}

async function importKey(): Promise<CryptoKey> {
  const { jwk } = await answerOf(api.GET('/api/signing/activation-key'));
  const algorithm = { name: 'RSA-OAEP', hash: 'SHA-256' };
  return crypto.subtle.importKey('jwk', jwk as JsonWebKey, algorithm, false, ['encrypt']);
}

/** Seals a PIN to the public key of `signing`, so that it is readable nowhere on the way (RSA-OAEP with SHA-256). */
async function sealPin(pin: string): Promise<string> {
  const isFresh = fetched !== undefined && Date.now() - fetched.at < keyKeptMs;
  const key = await (isFresh && fetched ? fetched.key : fetchSealKey());
  fetched = undefined;
  const content = JSON.stringify({ pin, nonce: crypto.randomUUID(), at: new Date().toISOString() });
  const sealed = await crypto.subtle.encrypt({ name: 'RSA-OAEP' }, key, new TextEncoder().encode(content));
  return btoa(String.fromCharCode(...new Uint8Array(sealed)));
}

/** One version of one document, as it is before the eyes. */
export interface Seen {
  documentId: string;
  manifestHash: string;
}

/** Opens the key, the person's own or the agency's for its clerk, to sign these documents and nothing else. */
export async function openActivation(purpose: 'personal' | 'organisation', pin: string, documents: readonly Seen[]) {
  const sealedPin = await sealPin(pin);
  return answerOf(api.POST('/api/signing/activations', { body: { purpose, sealedPin, documents: [...documents] } }));
}
