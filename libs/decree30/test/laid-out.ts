import {
  type BoxName,
  type DocumentContent,
  type DocumentFonts,
  type KindCode,
  type LayoutOptions,
  type LayoutResult,
  layOutDocument,
  loadTinos,
  type RectMm,
} from '../src/index.js';
import { samplesByKind } from './kind-samples.js';
import { createdAt } from './samples.js';

/** Laid out documents and their boxes, in millimetres. */

let fonts: Promise<DocumentFonts> | undefined;

export async function layOut(content: DocumentContent, options: Partial<LayoutOptions> = {}): Promise<LayoutResult> {
  fonts ??= loadTinos();
  return layOutDocument(content, await fonts, { createdAt, ...options });
}

export function sample(kind: KindCode): DocumentContent {
  const found = samplesByKind.get(kind);
  if (!found) throw new Error(`no sample of ${kind}`);
  return found;
}

const known = new Map<KindCode, Promise<LayoutResult>>();

/** Laid out once for all tests that only look. */
export function layOutSample(kind: KindCode): Promise<LayoutResult> {
  const result = known.get(kind) ?? layOut(sample(kind));
  known.set(kind, result);
  return result;
}

export const boxes = (result: LayoutResult, name: BoxName) => result.boxes.filter((one) => one.name === name);

export function box(result: LayoutResult, name: BoxName, at = 0): RectMm {
  const found = boxes(result, name)[at];
  if (!found) throw new Error(`no box ${name}`);
  return found.rectMm;
}

export const right = (rect: RectMm): number => rect.x + rect.width;
export const bottom = (rect: RectMm): number => rect.y + rect.height;
