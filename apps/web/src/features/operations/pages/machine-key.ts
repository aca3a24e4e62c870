const base64Url = (bytes: Uint8Array): string =>
  btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');

/** A key is made here and shown once; only its SHA-256 leaves the browser. */
export async function makeMachineKey(): Promise<{ key: string; keySha256: string }> {
  const key = `vtk_${base64Url(crypto.getRandomValues(new Uint8Array(32)))}`;
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(key)));
  return { key, keySha256: [...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('') };
}
