import { parseSignedData } from '@vanthu/pki';
import type { PreparedSignature, SignedPdf } from './signing-options.js';
import { refuse, type SigningRefusal } from './signing-refusal.js';

/**
 * Puts the CMS into the room that was left for it. The prepared bytes are not changed; the result is new.
 * Refuses a CMS that does not fit (with both sizes), cannot be read, or was made for other bytes.
 */
export function completeSignature(prepared: PreparedSignature, cmsDer: Uint8Array): SignedPdf | SigningRefusal {
  if (cmsDer.length > prepared.contentsBytes)
    return refuse('PADES.CMS_TOO_BIG', `the CMS has ${cmsDer.length} bytes, room is for ${prepared.contentsBytes}`, {
      cmsBytes: cmsDer.length,
      contentsBytes: prepared.contentsBytes,
    });
  const facts = parseSignedData(cmsDer);
  if (facts.kind === 'cms-problem') return refuse('PADES.CMS_MALFORMED', facts.message, { code: facts.code });
  const found = facts.messageDigest && Buffer.from(facts.messageDigest).toString('hex');
  if (found !== prepared.digest)
    return refuse('PADES.CMS_OF_OTHER_DOCUMENT', 'the message digest in the CMS is not that of the prepared bytes', {
      expected: prepared.digest,
      found: found ?? '',
    });
  return { kind: 'signed', fieldName: prepared.fieldName, pdf: embed(prepared, cmsDer), cms: cmsDer };
}

function embed(prepared: PreparedSignature, cmsDer: Uint8Array): Uint8Array {
  const pdf = Buffer.from(prepared.preparedPdf);
  pdf.write(Buffer.from(cmsDer).toString('hex'), prepared.byteRange[1] + 1, 'latin1');
  return new Uint8Array(pdf.buffer, pdf.byteOffset, pdf.length);
}
