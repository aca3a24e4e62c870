import { readdirSync, readFileSync } from 'node:fs';
import { collect, inspectPdf, judge, prepareSignature } from '../../src/index.js';
import { PdfDocument } from '../../src/pdf/document.js';
import { PdfStream } from '../../src/pdf/objects.js';
import { PdfError } from '../../src/pdf/pdf-error.js';
import { encryptedSamples } from '../encrypted-samples.js';
import { twoSignatures } from '../two-signatures.js';
import type { FuzzTarget } from './fuzz.js';

const at = new Date('2026-11-20T05:00:00Z');

const pdfSeeds = async (): Promise<Uint8Array[]> => {
  const classic = await twoSignatures();
  const packed = await twoSignatures({ useObjectStreams: true });
  return [classic.second, packed.second, ...encryptedSamples().map(({ pdf }) => pdf)];
};

/* Every object and every stream, as a reader that looks at all of a file would. */
function readAll(pdf: Uint8Array, password: string): void {
  try {
    const document = new PdfDocument(pdf, undefined, password);
    const { last } = document;
    document.forEachObject(
      (value) => {
        if (value instanceof PdfStream) ignorePdfErrors(() => last.decode(value));
      },
      () => undefined,
    );
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
  }
}

function ignorePdfErrors(work: () => unknown): void {
  try {
    work();
  } catch (error) {
    if (!(error instanceof PdfError)) throw error;
  }
}

export const targets: readonly FuzzTarget[] = [
  {
    name: 'reader',
    seeds: pdfSeeds,
    run: (bytes) => {
      inspectPdf(bytes);
      inspectPdf(bytes, undefined, 'mo');
      readAll(bytes, 'mo');
    },
  },
  {
    name: 'judge',
    seeds: pdfSeeds,
    run: (bytes) => {
      const facts = collect(bytes);
      judge(facts, { anchors: [], at });
    },
  },
  {
    name: 'prepare',
    seeds: pdfSeeds,
    run: (bytes) => {
      prepareSignature(bytes, { fieldName: 'ky_ca_nhan_1', password: 'mo', claimedSigningTime: at });
    },
  },
];

/** PDF files of a folder and the folders in it, as further seeds. */
export function seedsIn(folder: string): Uint8Array[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.pdf'))
    .map((name) => new Uint8Array(readFileSync(`${folder}/${name}`)))
    .filter(({ length }) => length < 1_000_000);
}
