import { manifestOf } from '../src/outgoing-document/domain/manifest.js';
import type { OutgoingDocument } from '../src/outgoing-document/domain/outgoing-document.js';
import { signaturePlan } from '../src/outgoing-document/domain/signature-plan.js';
import { commune, culture, people } from './people.js';

const file = { sha256: 'e'.repeat(64), bytes: 1000, name: 'quyet-dinh.pdf' };
export const documentId = '11111111-1111-4111-8111-111111111111';

/** A decision of the culture unit; name what the test is about. */
export const sampleDocument = (own: Partial<OutgoingDocument> = {}): OutgoingDocument => ({
  id: documentId,
  agencyId: commune.id,
  agencyName: commune.name,
  agencyCode: commune.code,
  unitId: culture.id,
  unitAbbreviation: culture.abbreviation,
  state: 'draft',
  version: 1,
  kind: 'quyet-dinh',
  abstract: 'Về việc thành lập Tổ công tác',
  urgency: 'normal',
  advisoryBody: null,
  field: null,
  answers: null,
  recipients: [],
  drafter: {
    personId: people.drafter.personId,
    positionId: people.drafter.positionId,
    name: people.drafter.personName,
    headsUnit: false,
  },
  draftNumber: 1,
  file,
  pages: 1,
  manifest: manifestOf(documentId, 1, { main: file }),
  attachments: [],
  fillable: ['so_van_ban', 'ngay_ban_hanh'],
  plan: signaturePlan(commune, [
    {
      positionId: people.signer.positionId,
      personId: people.signer.personId,
      name: people.signer.personName,
      capacity: 'TM_KT',
      lines: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'],
    },
  ]),
  road: 'digital',
  headDecidesAlone: false,
  ink: null,
  issueBy: null,
  signerTitle: 'Phó Chủ tịch',
  symbol: 'QĐ-UBND',
  numbering: null,
  job: null,
  returnReason: null,
  course: null,
  readers: [`clerks:${commune.id}`, `person:${people.drafter.personId}`],
  issuedAt: null,
  issuedOn: null,
  createdAt: '2025-03-05T01:00:00.000Z',
  changedAt: '2025-03-05T01:00:00.000Z',
  ...own,
});
