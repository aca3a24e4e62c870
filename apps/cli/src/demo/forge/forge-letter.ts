import type { DocumentFonts } from '@vanthu/decree30';
import type { AgencySeed } from '../district/agencies.js';
import type { LetterPlan } from '../plan/plan.js';
import { spoilt } from './faults.js';
import { withObjectStreams } from './flattened.js';
import { letterPdf } from './letter-pdf.js';
import { signWithLibpdf, signWithPdfsig } from './other-signers.js';
import { signAsPublicService } from './public-service-shape.js';
import { signScan } from './scan.js';
import { holderOf, type Pictures, type SenderKeys } from './signers.js';
import { signAsUsual } from './usual-shape.js';

export interface Workshop {
  readonly fonts: DocumentFonts;
  readonly pictures: Pictures;
  readonly hasPdfsig: boolean;
}

/** The file of one letter, in the shape and with the fault that the plan says. */
export async function forgeLetter(
  letter: LetterPlan,
  sender: AgencySeed,
  keys: SenderKeys,
  { fonts, pictures, hasPdfsig }: Workshop,
): Promise<Uint8Array> {
  const isStranger = letter.fault === 'unknown-anchor';
  const hands = {
    person: holderOf(isStranger ? keys.stranger : keys.person),
    organisation: holderOf(isStranger ? keys.stranger : keys.organisation),
  };
  if (letter.shape === 'scan') return signScan(letter, sender, hands.organisation, pictures);
  const laidOut = await letterPdf(letter, sender, fonts);
  const usual = async (pdf: Uint8Array) =>
    spoilt(await signAsUsual(pdf, letter, sender, hands, pictures), letter.fault);
  switch (letter.shape) {
    case 'object-streams':
      return usual(await withObjectStreams(laidOut));
    case 'libpdf':
      return signWithLibpdf(laidOut, letter, hands);
    case 'public-service':
      return signAsPublicService(laidOut, letter, sender, hands, pictures);
    case 'pdfsig':
      // Where poppler's tools are not installed the sender uses the other foreign signer.
      return hasPdfsig
        ? signWithPdfsig(laidOut, letter, [keys.person.pkcs12, keys.organisation.pkcs12])
        : signWithLibpdf(laidOut, letter, hands);
    case 'ours':
      return usual(laidOut);
    default: {
      const never: never = letter.shape;
      throw new Error(`unknown shape ${String(never)}`);
    }
  }
}
