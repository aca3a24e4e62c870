import { answerOf, api } from './client';

/** Seals a PIN to the public key of `signing`, so that it is readable nowhere on the way (RSA-OAEP with SHA-256). */
export async function sealPin(pin: string): Promise<string> {
  const { jwk } = await answerOf(api.GET('/api/signing/activation-key'));
  const key = await crypto.subtle.importKey('jwk', jwk as JsonWebKey, { name: 'RSA-OAEP', hash: 'SHA-256' }, false, [
    'encrypt',
  ]);
  const content = JSON.stringify({ pin, nonce: crypto.randomUUID(), at: new Date().toISOString() });
  const sealed = await crypto.subtle.encrypt({ name: 'RSA-OAEP' }, key, new TextEncoder().encode(content));
  return btoa(String.fromCharCode(...new Uint8Array(sealed)));
}

/** Opens the key: the person's own, or the agency's for its clerk. */
export async function openActivation(purpose: 'personal' | 'organisation', pin: string, uses = 1) {
  const sealedPin = await sealPin(pin);
  return answerOf(api.POST('/api/signing/activations', { body: { purpose, sealedPin, uses } }));
}
