import { formFields } from '../form/fields.js';
import { PdfDocument } from '../pdf/document.js';
import { defaultLimits } from '../pdf/limits.js';
import { PdfUpdate } from '../pdf/update.js';
import { addSignatureField } from '../sign/add-field.js';
import { appendSignature } from '../sign/append-signature.js';
import { freeName } from '../sign/choose-field.js';
import { embed } from '../sign/complete-signature.js';
import { Increment } from '../sign/increment.js';
import { flagForm, refusable } from '../sign/prepare-signature.js';
import { timestampDictionary } from '../sign/signature-dictionary.js';
import type { PreparedSignature, SignedPdf } from '../sign/signing-options.js';
import { refuse, type SigningRefusal } from '../sign/signing-refusal.js';
import type { ValidationSources } from './sources.js';
import { fetchToken, knownTokenBytes } from './timestamps.js';

const usualTokenBytes = 8_192;
/* Serial numbers and EC values differ by a few bytes from token to token. */
const slackBytes = 128;

/**
 * Appends a timestamp over the whole file in an invisible field of its own (EN 319 142-1 5.4.3). Allowed behind any
 * certification and lock: it changes nothing that they protect (ISO 32000-2 12.8.2.2, pdf-association/pdf-issues 766).
 */
export async function appendDocumentTimestamp(
  pdf: Uint8Array,
  sources: ValidationSources,
  password?: string,
): Promise<SignedPdf | SigningRefusal> {
  let room = (knownTokenBytes(sources) ?? usualTokenBytes) + slackBytes;
  for (let attempt = 0; attempt < 2; attempt++) {
    const prepared = refusable(() => prepareTimestamp(new PdfDocument(pdf, defaultLimits, password), room, sources));
    if (prepared.kind === 'refusal') return prepared;
    const token = await fetchToken(sources, Buffer.from(prepared.digest, 'hex'));
    if (token.kind === 'refusal') return token;
    if (token.der.length <= room) return embed(prepared, token.der);
    // The digest depends on the room: a token that does not fit is asked for again
    room = token.der.length + slackBytes;
  }
  return refuse('PADES.CMS_TOO_BIG', 'the tokens of the server keep growing', { contentsBytes: room });
}

function prepareTimestamp(document: PdfDocument, contentsBytes: number, sources: ValidationSources): PreparedSignature {
  const update = new PdfUpdate(document);
  const increment = new Increment(document.last, update);
  const name = freeName(formFields(document.last), undefined, 'DauThoiGian');
  const object = update.add('null');
  const entries = { V: `${object} 0 R` };
  addSignatureField(increment, { name, place: { page: 1 }, appearance: { kind: 'none' }, entries });
  flagForm(increment);
  increment.flush();
  return appendSignature(update, {
    ...{ fieldName: name, object, dictionary: timestampDictionary, contentsBytes },
    digestAlgorithm: sources.timestampDigest ?? 'sha256',
    sourceLength: document.bytes.length,
  });
}
