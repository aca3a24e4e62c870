import { parseSignedData } from '@vanthu/pki';
import { bufferOf } from '../pdf/characters.js';
import { concatenated } from '../pdf/write-pdf.js';
import { partsOf } from './append-signature.js';
import type { PreparedSignature, SignedPdf } from './signing-options.js';
import { refuse, type SigningRefusal } from './signing-refusal.js';

/**
 * Puts the CMS into the room that was left for it. The prepared bytes are not changed; the result is new.
 * Refuses a CMS that does not fit (with both sizes), cannot be read, or was made for other bytes.
 */
export function completeSignature(prepared: PreparedSignature, cmsDer: Uint8Array): SignedPdf | SigningRefusal {
  return refuseForeignCms(prepared, cmsDer) ?? embed(prepared, cmsDer);
}

/** Why a CMS from elsewhere does not belong to what was prepared. Its value and certificate are the judge's to look at. */
export function refuseForeignCms(
  prepared: Pick<PreparedSignature, 'digest' | 'digestAlgorithm'>,
  cmsDer: Uint8Array,
): SigningRefusal | undefined {
  const facts = parseSignedData(cmsDer);
  if (facts.kind === 'cms-problem') return refuse('PADES.CMS_MALFORMED', facts.message, { code: facts.code });
  const found = facts.messageDigest && Buffer.from(facts.messageDigest).toString('hex');
  if (found === prepared.digest && facts.digestAlgorithm === prepared.digestAlgorithm) return undefined;
  return refuse('PADES.CMS_OF_OTHER_DOCUMENT', 'the message digest in the CMS is not that of the prepared bytes', {
    expected: prepared.digest,
    found: found ?? '',
  });
}

/** Writes the CMS into a copy of the increment. */
export function embed(prepared: PreparedSignature, cms: Uint8Array): SignedPdf | SigningRefusal {
  const { contentsBytes, fieldName, byteRange } = prepared;
  if (cms.length > contentsBytes)
    return refuse('PADES.CMS_TOO_BIG', `the CMS has ${cms.length} bytes, room is for ${contentsBytes}`, {
      cmsBytes: cms.length,
      contentsBytes,
    });
  const { source, increment: before } = partsOf(prepared);
  const increment = Buffer.from(before);
  increment.write(bufferOf(cms).toString('hex'), byteRange[1] + 1 - source.length, 'latin1');
  return signedPdf(fieldName, cms, source, increment);
}

/** The whole file is put together when it is first asked for. */
export function signedPdf(fieldName: string, cms: Uint8Array, source: Uint8Array, increment: Uint8Array): SignedPdf {
  let whole: Uint8Array | undefined;
  return {
    ...{ kind: 'signed', fieldName, cms, increment },
    get pdf() {
      whole ??= concatenated(source, increment);
      return whole;
    },
  };
}
