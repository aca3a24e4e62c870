import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

let bytes: Uint8Array | undefined;

/** Tinos, upright: the typeface of documents, with all Vietnamese letters. */
export function uprightFont(): Uint8Array {
  const file = createRequire(import.meta.url).resolve('@expo-google-fonts/tinos/400Regular/Tinos_400Regular.ttf');
  bytes ??= readFileSync(file);
  return bytes;
}
