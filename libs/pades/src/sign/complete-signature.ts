import { parseSignedData } from '@vanthu/pki';
import type { PreparedSignature, SignedPdf } from './signing-options.js';
import { refuse, type SigningRefusal } from './signing-refusal.js';

/**
 * Puts the CMS into the room that was left for it. The prepared bytes are not changed; the result is new.
 * Refuses a CMS that does not fit (with both sizes), cannot be read, or was made for other bytes.
 */
export function completeSignature(prepared: PreparedSignature, cmsDer: Uint8Array): SignedPdf | SigningRefusal {
  const facts = parseSignedData(cmsDer);
  if (facts.kind === 'cms-problem') return refuse('PADES.CMS_MALFORMED', facts.message, { code: facts.code });
  const found = facts.messageDigest && Buffer.from(facts.messageDigest).toString('hex');
  if (found !== prepared.digest)
    return refuse('PADES.CMS_OF_OTHER_DOCUMENT', 'the message digest in the CMS is not that of the prepared bytes', {
      expected: prepared.digest,
      found: found ?? '',
    });
  return embed(prepared, cmsDer, Uint8Array.from(prepared.preparedPdf));
}

/** Writes the CMS into `pdf`, which holds the prepared bytes and is changed. */
export function embed(prepared: PreparedSignature, cms: Uint8Array, pdf: Uint8Array): SignedPdf | SigningRefusal {
  const { contentsBytes, fieldName } = prepared;
  if (cms.length > contentsBytes)
    return refuse('PADES.CMS_TOO_BIG', `the CMS has ${cms.length} bytes, room is for ${contentsBytes}`, {
      cmsBytes: cms.length,
      contentsBytes,
    });
  const hex = Buffer.from(cms.buffer, cms.byteOffset, cms.length).toString('hex');
  Buffer.from(pdf.buffer, pdf.byteOffset, pdf.length).write(hex, prepared.byteRange[1] + 1, 'latin1');
  return { kind: 'signed', fieldName, pdf, cms };
}
