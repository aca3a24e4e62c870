import { z } from 'zod';
import { command, query } from '../core/contract.js';
import { CivilDate, Line, Uuid } from '../core/vocabulary.js';

/**
 * Series that are kept apart from those of administrative documents (Decree 30 Art. 15; Annex I II.3.a; R-OUT-09): secrets, each
 * kind of normative document, each advisory body that issues under the agency's seal or its own. Their documents are made and
 * signed elsewhere, on paper; here they get number and line. An advisory body whose head is known here also issues documents that
 * are drafted, signed by that head, numbered and sealed here, under the seal of the agency.
 */

const seriesCode = z.string().regex(/^[A-Z0-9-]{1,20}$/);

/** Who heads an advisory body: his position in the agency, and his title inside the body (Art. 13.7; Annex I II.7.b). */
const BodyHead = z.object({ positionId: Uuid, title: Line(100) });

export const ApartSeries = z
  .object({
    seriesCode,
    what: z.enum(['secret', 'normative', 'advisory']),
    /** Of a normative series its one kind; else null. */
    kind: z.string().nullable(),
    /** As people call it: the advisory body, the kind, the secrets. */
    name: Line(200),
    /** What stands in the symbol for who issues: `UBND`, `HĐTĐKT`, of secrets a mark that tells them apart (`UBND-M`). */
    issuer: Line(30),
    /** Which seal is put on: it follows from the series. */
    sealName: Line(200),
    decision: Line(300),
    /** Of an advisory body that issues under the agency's seal, electronically; null: its documents come on paper. */
    head: BodyHead.nullable(),
    /** From that day on it gives no number, by this decision; null: it goes on. */
    closed: z.object({ on: CivilDate, decision: z.string() }).nullable(),
  })
  .meta({ id: 'ApartSeries' });
export type ApartSeries = z.infer<typeof ApartSeries>;

/** Who only drafts sees the advisory bodies alone. */
export const FindApartSeries = query({
  service: 'outgoing',
  name: 'find-apart-series',
  right: 'signed-in',
  http: { method: 'GET', path: '/outgoing/apart-series', summary: 'Các sổ số dành riêng của cơ quan' },
  input: z.object({ year: z.coerce.number().int().min(2000).max(2100) }),
  output: z.object({
    series: z.array(ApartSeries.extend({ lastNumber: z.number().int(), lastDate: CivilDate.nullable() })),
  }),
});

/** By decision of the head. The symbol of a series that has numbered does not change. */
export const SetApartSeries = command({
  service: 'outgoing',
  name: 'set-apart-series',
  right: 'directory.administer',
  services: ['cli'],
  http: { method: 'POST', path: '/outgoing/apart-series', summary: 'Lập sổ số dành riêng theo quyết định' },
  input: z.object({
    agencyId: Uuid,
    series: z.discriminatedUnion('what', [
      z.object({ what: z.literal('secret'), issuer: Line(30), sealName: Line(200), decision: Line(300) }),
      z.object({
        what: z.literal('normative'),
        kind: z.string().max(40),
        ...{ issuer: Line(30), sealName: Line(200), decision: Line(300) },
      }),
      z.object({
        what: z.literal('advisory'),
        /** Letters and digits that name the body in the code of its series. */
        code: z.string().regex(/^[A-Z0-9]{1,12}$/),
        name: Line(200),
        head: BodyHead.nullable().optional(),
        ...{ issuer: Line(30), sealName: Line(200), decision: Line(300) },
      }),
    ]),
  }),
  output: ApartSeries,
});

/** The body is dissolved, the series is given up: it gives no number any more, in this year or a later one. */
export const CloseApartSeries = command({
  service: 'outgoing',
  name: 'close-apart-series',
  right: 'directory.administer',
  http: {
    method: 'POST',
    path: '/outgoing/apart-series/{seriesCode}/close',
    summary: 'Đóng sổ số dành riêng theo quyết định',
  },
  input: z.object({ seriesCode, decision: Line(300) }),
  output: ApartSeries,
});

/** The next number of such a series, dated today, with its line in the register; after the competent person's signature. */
export const RegisterApart = command({
  service: 'outgoing',
  name: 'register-apart',
  right: 'outgoing.allot-number',
  http: {
    method: 'POST',
    path: '/outgoing/apart-series/{seriesCode}/numbers',
    summary: 'Cấp số, vào sổ văn bản thuộc sổ dành riêng',
  },
  input: z.object({
    seriesCode,
    kind: z.string().max(40),
    /** Never of a secret: neither its abstract nor anything of its content is kept here. */
    abstract: Line(500).nullable(),
    /** Who has signed it, and on which day. */
    signer: Line(100),
    signedOn: CivilDate,
    recipients: Line(1000),
    copies: z.number().int().min(1).max(10_000),
  }),
  output: z.object({
    number: z.number().int(),
    numberAndSymbol: z.string(),
    documentDate: CivilDate,
    sealName: z.string(),
  }),
});
