import type { RectMm } from './layout-result.js';

/**
 * Where the two images of a signed document lie. Annex I leaves the size of the personal signature open; 50 × 30 mm is
 * inside what agencies use (41–70 × 23–35). The seal has its real size, overlaps about 1/3 of the signature on its left,
 * and shares its vertical centre. Annex I part I, II.7.d and II.8.a (R-SIG-11, R-ORG-04).
 */
export const signatureBox = { widthMm: 50, heightMm: 30 } as const;

export const sealGeometry = { defaultSealMm: 36, overlap: 1 / 3, acceptedOverlap: [0.25, 0.4] } as const;

/** The square of the seal for a signature box, in the same unit. */
export function sealRect(signature: RectMm, sealMm: number = sealGeometry.defaultSealMm): RectMm {
  return {
    x: signature.x + signature.width * sealGeometry.overlap - sealMm,
    y: signature.y + (signature.height - sealMm) / 2,
    width: sealMm,
    height: sealMm,
  };
}

/** The share of the signature's width that the seal covers from its left; 0 when it lies beside or elsewhere (R-ORG-04). */
export function sealOverlap(signature: RectMm, seal: RectMm): number {
  const apart = seal.y >= signature.y + signature.height || seal.y + seal.height <= signature.y;
  if (apart || seal.x > signature.x) return 0;
  const covered = Math.min(seal.x + seal.width, signature.x + signature.width) - signature.x;
  return Math.max(0, covered) / signature.width;
}
