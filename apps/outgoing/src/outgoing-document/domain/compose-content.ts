import { composeRecipients, type DocumentContent, type DocumentHead, type KindCode, symbol } from '@vanthu/decree30';
import type { DirectoryAgency, SigningAuthority } from './directory-answers.js';
import type { DraftInput } from './outgoing-document.js';

type Written = Pick<DraftInput, 'kind' | 'abstract' | 'urgency' | 'body' | 'recipients'>;

/** `QĐ-UBND`; công văn `UBND-VX` (R-OUT-12). */
export function symbolOf(kind: string, agency: DirectoryAgency, unitAbbreviation: string | null): string {
  return symbol({ kind: kind as KindCode, agencyAbbreviation: agency.abbreviation, unitAbbreviation });
}

/**
 * Who decides, as the line above the bases says it: the collective when the signer signs for it (TM., Q. of a collective),
 * else the head by title. "Trưởng phòng" of "Phòng Nội vụ" is "Trưởng phòng Nội vụ". Annex III template 1.2.
 */
export function authorityLine(agency: DirectoryAgency, capacity: SigningAuthority['capacity']): string {
  const collective = agency.collective && (capacity === 'TM' || capacity === 'TM_KT' || capacity === 'Q');
  if (collective) return agency.name;
  const title = agency.headTitle.split(/\s+/);
  const name = agency.name.split(/\s+/);
  const same = (a: string[], b: string[]) =>
    a.join(' ').toLocaleLowerCase('vi') === b.join(' ').toLocaleLowerCase('vi');
  let shared = Math.min(title.length, name.length);
  while (shared > 0 && !same(title.slice(-shared), name.slice(0, shared))) shared -= 1;
  return [...title, ...name.slice(shared)].join(' ');
}

/** People's Committees and People's Councils print no superior in box 2 (Annex I). */
const withoutSuperior = /^(ủy ban nhân dân|uỷ ban nhân dân|hội đồng nhân dân)/iu;

/** What is printed before the first signature, from what the drafter wrote and what the directory says of that day. */
export function composeContent(
  draft: Written,
  agency: DirectoryAgency,
  signer: SigningAuthority,
  unitAbbreviation: string | null,
): DocumentContent {
  const { body } = draft;
  const articles = body.form === 'decision' ? body.articles.length : null;
  const head: DocumentHead = {
    superiorName: withoutSuperior.test(agency.name.normalize('NFC')) ? null : agency.superiorName,
    agencyName: agency.printedName,
    symbol: symbolOf(draft.kind, agency, unitAbbreviation),
    place: agency.place,
    abstract: draft.abstract,
    signers: [{ capacityLines: signer.lines, name: signer.signerName }],
    recipients: composeRecipients({
      kind: draft.kind as KindCode,
      asArticle: articles,
      recipients: notAddressed(draft),
      draftingUnit: unitAbbreviation,
    }),
    urgency: draft.urgency,
  };
  if (body.form === 'decision') {
    const [first, ...rest] = body.articles;
    if (!first) throw new Error('a decision without articles passed the contract');
    return {
      ...head,
      kind: 'quyet-dinh',
      authorityLine: authorityLine(agency, signer.capacity),
      legalBases: body.legalBases,
      proposal: body.proposal,
      articles: [first, ...rest],
    };
  }
  const [first, ...rest] = body.addressees;
  if (!first) throw new Error('a letter without addressee passed the contract');
  return { ...head, kind: 'cong-van', addressees: [first, ...rest], paragraphs: body.paragraphs };
}

/** "Như trên" stands for those after Kính gửi: they are recipients and are not printed a second time. Annex I II.9. */
function notAddressed({ body, recipients }: Written): string[] {
  const plain = (name: string) =>
    name
      .normalize('NFC')
      .toLocaleLowerCase('vi')
      .replace(/[;.,\s]+$/u, '');
  const addressed = new Set(body.form === 'letter' ? body.addressees.map(plain) : []);
  return recipients.map(({ name }) => name).filter((name) => !addressed.has(plain(name)));
}

/** `quyet-dinh-ve-viec-thanh-lap-to-cong-tac.pdf` */
export function fileNameOf(kind: string, folded: string): string {
  const words = folded.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return `${kind}-${words}`.slice(0, 80).replace(/-$/, '').concat('.pdf');
}
