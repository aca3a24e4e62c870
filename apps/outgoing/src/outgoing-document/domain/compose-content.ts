import type { outgoing } from '@vanthu/contracts';
import {
  type BodyItem,
  type CivilDate,
  composeRecipients,
  type DocumentContent,
  type DocumentHead,
  type GeneralKind,
  type KindCode,
  type Signer,
  symbol,
} from '@vanthu/decree30';
import type { DirectoryAgency, SigningAuthority } from './directory-answers.js';
import type { DraftInput } from './outgoing-document.js';
import type { Signatory } from './signature-plan.js';

type Written = Pick<DraftInput, 'kind' | 'abstract' | 'urgency' | 'body' | 'recipients'>;
type NonEmpty<T> = readonly [T, ...T[]];

/** `QĐ-UBND`; công văn `UBND-VX` (R-OUT-12). */
export function symbolOf(kind: string, agency: DirectoryAgency, unitAbbreviation: string | null): string {
  return symbol({ kind: kind as KindCode, agencyAbbreviation: agency.abbreviation, unitAbbreviation });
}

/**
 * Who decides, as the line above the bases says it: the collective when the signer signs for it (TM., Q. of a collective),
 * else the head by title. "Trưởng phòng" of "Phòng Nội vụ" is "Trưởng phòng Nội vụ". Annex III template 1.2.
 */
export function authorityLine(
  agency: DirectoryAgency,
  capacity: SigningAuthority['capacity'] | null,
  headDecidesAlone = false,
): string {
  const collective =
    agency.collective && !headDecidesAlone && (capacity === 'TM' || capacity === 'TM_KT' || capacity === 'Q');
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

/** Whom the agency and the drafting unit have sign; whose head decides. */
export interface Signatories {
  /** In the order of the boxes on the page; the last answers for the document. */
  readonly signers: NonEmpty<Signatory>;
  readonly headDecidesAlone: boolean;
}

/** What is printed before the first signature, from what the drafter wrote and what the directory says of that day. */
export function composeContent(
  draft: Written,
  agency: DirectoryAgency,
  { signers, headDecidesAlone }: Signatories,
  unitAbbreviation: string | null,
): DocumentContent {
  const { body } = draft;
  const principal = signers.at(-1);
  const head: DocumentHead = {
    superiorName: withoutSuperior.test(agency.name.normalize('NFC')) ? null : agency.superiorName,
    agencyName: agency.printedName,
    symbol: symbolOf(draft.kind, agency, unitAbbreviation),
    place: agency.place,
    abstract: draft.abstract,
    // One seal, at the signature of who answers for the document; of minutes at the chair's.
    signers: mapped(signers, (one) => ({ ...printedSigner(one), sealed: one === principal })),
    recipients: composeRecipients({
      kind: draft.kind as KindCode,
      asArticle: body.form === 'decision' ? body.articles.length : null,
      addressed: addresseesOf(body).length > 0,
      recipients: notAddressed(draft),
      draftingUnit: unitAbbreviation,
    }),
    urgency: draft.urgency,
  };
  const decidedBy = authorityLine(agency, principal?.capacity ?? null, headDecidesAlone);
  return contentOf(draft.kind as KindCode, body, head, { agency, decidedBy });
}

const printedSigner = ({ lines, name }: Signatory): Signer => ({ capacityLines: lines, name });

function contentOf(
  kind: KindCode,
  body: outgoing.DraftBody,
  head: DocumentHead,
  { agency, decidedBy }: { agency: DirectoryAgency; decidedBy: string },
): DocumentContent {
  switch (body.form) {
    case 'decision':
      return {
        ...head,
        kind: kind as 'quyet-dinh' | 'nghi-quyet',
        authorityLine: decidedBy,
        legalBases: body.legalBases,
        proposal: body.proposal,
        articles: filled(body.articles),
      };
    case 'letter':
      return { ...head, kind: 'cong-van', addressees: filled(body.addressees), paragraphs: body.paragraphs };
    case 'general':
      return {
        ...head,
        kind: kind as GeneralKind,
        addressees: body.addressees,
        legalBases: body.legalBases,
        body: itemsOf(body.blocks),
      };
    case 'invitation':
      return {
        ...head,
        kind: 'giay-moi',
        inviter: agency.name,
        guests: filled(body.guests),
        event: body.event,
        chair: body.chair,
        time: body.time,
        venue: body.place,
        body: body.notes,
      };
    case 'minutes': {
      const [first, second, ...rest] = head.signers;
      if (!second) throw new Error('minutes without a second signer passed the rules of drafts');
      return {
        ...head,
        kind: 'bien-ban',
        startedAt: body.startedAt,
        venue: body.place,
        participants: filled(body.participants),
        chair: body.chair,
        secretary: body.secretary,
        body: itemsOf(body.blocks),
        endedAt: body.endedAt,
        signers: [first, second, ...rest],
      };
    }
    case 'telegram':
      return {
        ...head,
        kind: 'cong-dien',
        sender: body.sender,
        addressees: filled(body.addressees),
        body: itemsOf(body.blocks),
      };
    case 'introduction': {
      const { form: _, ...words } = body;
      return { ...head, kind: 'giay-gioi-thieu', introducer: agency.name, ...words, validUntil: day(body.validUntil) };
    }
    case 'leave': {
      const { form: _, appliedOn, from, to, ...words } = body;
      const days = { appliedOn: day(appliedOn), from: day(from), to: day(to) };
      return { ...head, kind: 'giay-nghi-phep', grantor: decidedBy, ...words, ...days };
    }
    default: {
      const never: never = body;
      throw new Error(`unknown form ${JSON.stringify(never)}`);
    }
  }
}

const day = (text: string): CivilDate => text as CivilDate;

/** The contract asks for at least one. */
function filled<T>(list: readonly T[]): NonEmpty<T> {
  const [first, ...rest] = list;
  if (first === undefined) throw new Error('an empty list passed the contract');
  return [first, ...rest];
}

function mapped<T, U>([first, ...rest]: NonEmpty<T>, change: (one: T) => U): NonEmpty<U> {
  return [change(first), ...rest.map(change)];
}

const itemsOf = (blocks: readonly outgoing.BodyBlock[]): NonEmpty<BodyItem> => filled(blocks.map(itemOf));

function itemOf(block: outgoing.BodyBlock): BodyItem {
  switch (block.type) {
    case 'paragraph':
      return block.text;
    case 'division':
      return { level: block.level, title: block.title ?? null, text: block.text ?? null };
    case 'table': {
      const columns = filled(block.header.map((heading) => ({ heading })));
      return { columns, rows: block.rows.map((row) => columns.map((_, index) => row[index] ?? '')) };
    }
    default: {
      const never: never = block;
      throw new Error(`unknown block ${JSON.stringify(never)}`);
    }
  }
}

/** Whom "Kính gửi" names. */
export const addresseesOf = (body: outgoing.DraftBody): readonly string[] =>
  'addressees' in body ? body.addressees : [];

/** "Như trên" stands for those after Kính gửi: they are recipients and are not printed a second time. Annex I II.9. */
function notAddressed({ body, recipients }: Written): string[] {
  const plain = (name: string) =>
    name
      .normalize('NFC')
      .toLocaleLowerCase('vi')
      .replace(/[;.,\s]+$/u, '');
  const addressed = new Set(addresseesOf(body).map(plain));
  return recipients.map(({ name }) => name).filter((name) => !addressed.has(plain(name)));
}

/** `quyet-dinh-ve-viec-thanh-lap-to-cong-tac.pdf` */
export function fileNameOf(kind: string, folded: string): string {
  const words = folded.replace(/[^a-z0-9]+/g, '-').replace(/^-|-$/g, '');
  return `${kind}-${words}`.slice(0, 80).replace(/-$/, '').concat('.pdf');
}
