/** RC4 (ISO 32000-1 7.6.1): its own inverse. Own, since OpenSSL 3 keeps it in a provider that is not loaded. */
export function rc4(key: Uint8Array, data: Uint8Array): Uint8Array {
  const state = new Uint8Array(256);
  for (let i = 0; i < 256; i++) state[i] = i;
  for (let i = 0, j = 0; i < 256; i++) {
    j = (j + state[i]! + key[i % key.length]!) & 255;
    const swapped = state[i]!;
    state[i] = state[j]!;
    state[j] = swapped;
  }
  const out = new Uint8Array(data.length);
  for (let at = 0, i = 0, j = 0; at < data.length; at++) {
    i = (i + 1) & 255;
    const one = state[i]!;
    j = (j + one) & 255;
    const other = state[j]!;
    state[i] = other;
    state[j] = one;
    out[at] = data[at]! ^ state[(one + other) & 255]!;
  }
  return out;
}
