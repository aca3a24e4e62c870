import { addUnsignedAttribute, digestOf, oids, parseSignedData } from '@vanthu/pki';
import { augment } from '../augment/augment.js';
import type { ValidationSources } from '../augment/sources.js';
import { fetchToken } from '../augment/timestamps.js';
import { embed, refuseForeignCms } from './complete-signature.js';
import type { PreparedSignature, SignatureLevel, SignedPdf } from './signing-options.js';
import { isRefusal, refuse, type SigningRefusal } from './signing-refusal.js';

/**
 * Completes a prepared signature and raises it to a level: its timestamp goes into the CMS before that is embedded, the
 * rest follows in increments. When a server fails, the refusal carries the signature at the level that was reached.
 */
export async function completeSignatureAtLevel(
  prepared: PreparedSignature,
  cms: Uint8Array,
  level: SignatureLevel,
  sources: ValidationSources,
  password?: string,
): Promise<SignedPdf | SigningRefusal> {
  const foreign = refuseForeignCms(prepared, cms);
  if (foreign) return foreign;
  return finish(prepared, cms, level, sources, password);
}

/** The same, for a CMS that was made here. */
export async function finish(
  prepared: PreparedSignature,
  cms: Uint8Array,
  level: SignatureLevel,
  sources: ValidationSources | undefined,
  password?: string,
): Promise<SignedPdf | SigningRefusal> {
  if (level === 'B-B') return embed(prepared, cms);
  const source = sources ?? { at: new Date(0), anchors: [] };
  const stamped = await stampCms(cms, source);
  const withToken = isStamped(stamped) ? embed(prepared, stamped.cms) : stamped;
  if (isRefusal(withToken)) {
    const basic = embed(prepared, cms);
    return isRefusal(basic) ? basic : { ...withToken, completed: { level: 'B-B', pdf: basic.pdf } };
  }
  if (level === 'B-T') return withToken;
  const raised = await augment(withToken.pdf, level, source, password === undefined ? {} : { password });
  if (isRefusal(raised)) return raised;
  const { pdf } = raised;
  return {
    ...{ kind: 'signed', fieldName: withToken.fieldName, cms: withToken.cms, pdf },
    increment: pdf.subarray(prepared.sourceLength),
  };
}

type Stamped = { readonly kind: 'stamped'; readonly cms: Uint8Array };
const isStamped = (value: Stamped | SigningRefusal): value is Stamped => value.kind === 'stamped';

/** A signature timestamp over the value of the signature, as an unsigned attribute (RFC 3161 A, EN 319 122-1 5.3). */
export async function stampCms(cms: Uint8Array, sources: ValidationSources): Promise<Stamped | SigningRefusal> {
  const facts = parseSignedData(cms);
  if (facts.kind === 'cms-problem') return refuse('PADES.CMS_MALFORMED', facts.message, { code: facts.code });
  const digest = digestOf(sources.timestampDigest ?? 'sha256', facts.signatureValue);
  const token = await fetchToken(sources, digest);
  if (token.kind === 'refusal') return token;
  return { kind: 'stamped', cms: addUnsignedAttribute(cms, { oid: oids.signatureTimeStamp, values: [token.der] }) };
}
