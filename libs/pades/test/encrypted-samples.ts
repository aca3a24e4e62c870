import { readFileSync } from 'node:fs';

/** A PDF of one page with a text field and a signature field, encrypted by qpdf: user `mo`, owner `chu`. */
export interface EncryptedSample {
  readonly name: string;
  readonly pdf: Uint8Array;
}

const names = ['rc4-40', 'rc4-128', 'aes-128', 'aes-128-clear-metadata', 'aes-256-r5', 'aes-256'];

export const encryptedSample = (name: string): Uint8Array =>
  new Uint8Array(readFileSync(new URL(`./encrypted/${name}.pdf`, import.meta.url)));

export const encryptedSamples = (): EncryptedSample[] => names.map((name) => ({ name, pdf: encryptedSample(name) }));
