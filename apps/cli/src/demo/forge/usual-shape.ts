import { printDate, printNumber } from '@vanthu/decree30';
import { isRefusal, signPdf } from '@vanthu/pades';
import type { AgencySeed } from '../district/agencies.js';
import type { LetterPlan } from '../plan/plan.js';
import type { Holder, Pictures } from './signers.js';

export interface Hands {
  readonly person: Holder;
  readonly organisation: Holder;
}

/** Signed by the leader, then number, date and seal in one increment: as this system does it, in another installation. */
export async function signAsUsual(
  pdf: Uint8Array,
  letter: LetterPlan,
  sender: AgencySeed,
  { person, organisation }: Hands,
  pictures: Pictures,
): Promise<Uint8Array> {
  const at = new Date(`${letter.documentDate}T02:30:00Z`);
  const signed = await signPdf(
    pdf,
    {
      fieldName: 'ky_ca_nhan_1',
      appearance: { kind: 'image', png: pictures.signature(letter.signer.fullName) },
      name: letter.signer.fullName,
      claimedSigningTime: at,
      at,
    },
    person.key,
  );
  if (isRefusal(signed)) throw new Error(`${letter.key}: ${signed.message}`);
  return sealAsUsual(signed.pdf, letter, sender, organisation, pictures);
}

export async function sealAsUsual(
  pdf: Uint8Array,
  letter: LetterPlan,
  sender: AgencySeed,
  organisation: Holder,
  pictures: Pictures,
): Promise<Uint8Array> {
  const at = new Date(`${letter.documentDate}T02:45:00Z`);
  const sealed = await signPdf(
    pdf,
    {
      fieldName: 'ky_co_quan_1',
      fill: [
        { field: 'so_van_ban', value: printNumber(letter.number) },
        { field: 'ngay_ban_hanh', value: printDate(letter.documentDate) },
      ],
      appearance: { kind: 'image', png: pictures.seal(sender) },
      name: sender.name,
      claimedSigningTime: at,
      at,
    },
    organisation.key,
  );
  if (isRefusal(sealed)) throw new Error(`${letter.key}: ${sealed.message}`);
  return sealed.pdf;
}
