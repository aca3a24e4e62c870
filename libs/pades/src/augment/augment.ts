import { addToStore, type SecurityData } from '../dss/write-dss.js';
import { PdfDocument } from '../pdf/document.js';
import { defaultLimits } from '../pdf/limits.js';
import { PdfUpdate } from '../pdf/update.js';
import { Increment } from '../sign/increment.js';
import { refusable } from '../sign/prepare-signature.js';
import type { SignatureLevel } from '../sign/signing-options.js';
import { isRefusal, type SigningRefusal, stop } from '../sign/signing-refusal.js';
import { stopIfUnfit } from '../sign/unfit.js';
import { appendDocumentTimestamp } from './document-timestamp.js';
import { Evidence, gather, isProven, type PathAsked } from './gather.js';
import { collectEvidence, readSigned, type Signed } from './read-signed.js';
import type { ValidationSources } from './sources.js';

export interface AugmentedPdf {
  readonly kind: 'augmented';
  readonly level: SignatureLevel;
  /** The bytes that were given, when nothing was missing. */
  readonly pdf: Uint8Array;
  readonly changed: boolean;
}

export interface AugmentOptions {
  /**
   * B-LTA only: the last document timestamp gets its own validation data and another one over it, before its certificate
   * or algorithm gives out (EN 319 142-1 5.5). Without it a file that is B-LTA stays as it is.
   */
  readonly renew?: boolean;
  /** Of an encrypted PDF. */
  readonly password?: string | undefined;
}

/**
 * Raises all signatures of a file to a level (EN 319 142-1 6.3): B-T by a document timestamp where a signature has no
 * timestamp of its own, B-LT by a security store, B-LTA by a document timestamp over that. Each step is an increment;
 * earlier bytes stay. Asking for a level that is there already changes nothing.
 *
 * A refusal carries in `completed` what was reached before it.
 */
export async function augment(
  pdf: Uint8Array,
  to: Exclude<SignatureLevel, 'B-B'>,
  sources: ValidationSources,
  { renew = false, password }: AugmentOptions = {},
): Promise<AugmentedPdf | SigningRefusal> {
  let reached: { level: SignatureLevel; pdf: Uint8Array } = { level: 'B-B', pdf };
  const failed = (refusal: SigningRefusal): SigningRefusal => ({ ...refusal, completed: reached });
  const done = (): AugmentedPdf => ({ kind: 'augmented', ...reached, changed: reached.pdf !== pdf });

  const before = refusable(() => read(pdf, password));
  if (isRefusal(before)) return before;
  let state = before;
  if (before.signed.some((one) => timeOf(one, before) === undefined)) {
    const stamped = await appendDocumentTimestamp(pdf, sources, password);
    if (isRefusal(stamped)) return failed(stamped);
    reached = { level: 'B-T', pdf: stamped.pdf };
    const after = refusable(() => read(stamped.pdf, password));
    if (isRefusal(after)) return failed(after);
    state = after;
  }
  reached = { level: 'B-T', pdf: reached.pdf };
  if (to === 'B-T') return done();

  const last = lastSeal(state);
  const stored = await store(state, sources, renew ? { renewed: state.signed.at(-1) } : { except: last });
  if (isRefusal(stored)) return failed(stored);
  reached = { level: 'B-LT', pdf: stored.pdf };
  if (to === 'B-LT') return done();

  if (!last || stored.pdf !== state.document.bytes || renew) {
    const stamped = await appendDocumentTimestamp(reached.pdf, sources, password);
    if (isRefusal(stamped)) return failed(stamped);
    reached = { level: 'B-LTA', pdf: stamped.pdf };
  }
  reached = { level: 'B-LTA', pdf: reached.pdf };
  return done();
}

interface State {
  readonly kind: 'state';
  readonly document: PdfDocument;
  /** In order. */
  readonly signed: readonly Signed[];
}

function read(pdf: Uint8Array, password: string | undefined): State {
  const document = new PdfDocument(pdf, defaultLimits, password);
  stopIfUnfit(document);
  const signed = readSigned(document);
  if (signed.length === 0) stop('PADES.NOT_SIGNED', 'the file has no signature');
  return { kind: 'state', document, signed };
}

/** The earliest instant that proves a signature: its own timestamp, or a document timestamp behind it. */
function timeOf(one: Signed, { signed }: State, except?: Signed): Date | undefined {
  const later = signed.filter((other) => other.isDocumentTimestamp && other !== one && other !== except);
  const tokens = [
    ...one.tokens,
    ...later.filter((other) => other.signedLength > one.signedLength).flatMap((other) => other.tokens),
  ];
  return tokens.map(({ token }) => token.genTime).sort((a, b) => a.getTime() - b.getTime())[0];
}

/**
 * The document timestamp that ends the file and that no signature needs as proof of its own time: the seal of an archive,
 * whose validation data come with its renewal.
 */
function lastSeal(state: State): Signed | undefined {
  const last = state.signed.at(-1);
  if (!last?.isDocumentTimestamp || last.signedLength !== state.document.bytes.length) return undefined;
  const others = state.signed.filter((one) => one !== last);
  return others.length > 0 && others.every((one) => timeOf(one, state, last) !== undefined) ? last : undefined;
}

async function store(
  state: State,
  sources: ValidationSources,
  { except, renewed }: { readonly except?: Signed | undefined; readonly renewed?: Signed | undefined },
): Promise<{ kind: 'stored'; pdf: Uint8Array } | SigningRefusal> {
  const { document, signed } = state;
  const inFile = new Evidence({});
  const known = refusable(() => ({ kind: 'known', vri: collectEvidence(inFile, signed, document) }));
  if (isRefusal(known)) return known;
  const evidence = new Evidence(sources, inFile);
  const additions = new Map<string, SecurityData>();
  for (const one of signed) {
    const asked = pathsOf(one, state, one === renewed ? sources.at : undefined);
    const isStored = known.vri.has(one.vriKey) && asked.every((path) => isProven(path, inFile, sources));
    if (one === except || isStored) continue;
    const data = await gatherAll(asked, evidence, sources);
    if ('kind' in data) return data;
    additions.set(one.vriKey, data);
  }
  return refusable(() => {
    const update = new PdfUpdate(document);
    const increment = new Increment(document.last, update);
    if (!addToStore(increment, additions)) return { kind: 'stored' as const, pdf: document.bytes };
    increment.flush();
    return { kind: 'stored' as const, pdf: update.append().bytes };
  });
}

/**
 * Paths of the signer at the proven time, and of the timestamp authorities when they spoke.
 *
 * @param until  for the timestamp that is renewed: proven until then, from where on the next one answers for it
 */
function pathsOf(one: Signed, state: State, until: Date | undefined): PathAsked[] {
  const signer: PathAsked[] = one.isDocumentTimestamp
    ? []
    : [{ leaf: one.signer, purpose: 'document-signing', at: timeOf(one, state)! }];
  const authorities = one.tokens.map(({ authority, token }): PathAsked => {
    return { leaf: authority, purpose: 'timestamping', at: until && one.isDocumentTimestamp ? until : token.genTime };
  });
  return [...signer, ...authorities];
}

async function gatherAll(
  asked: readonly PathAsked[],
  evidence: Evidence,
  sources: ValidationSources,
): Promise<SecurityData | SigningRefusal> {
  const parts: SecurityData[] = [];
  for (const path of asked) {
    const data = await gather(path, evidence, sources);
    if ('kind' in data) return data;
    parts.push(data);
  }
  return {
    certificates: parts.flatMap(({ certificates }) => certificates),
    crls: parts.flatMap(({ crls }) => crls),
    ocsps: parts.flatMap(({ ocsps }) => ocsps),
  };
}
