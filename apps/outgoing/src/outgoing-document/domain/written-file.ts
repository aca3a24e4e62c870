import { outgoing, Urgency } from '@vanthu/contracts';
import { z } from 'zod';

const Kept = z.object({ sha256: z.string(), bytes: z.number().int() });

/** What page 1 and the end of the document say, with how sure it is; null: not found. */
const read = <T extends z.ZodType>(value: T) => z.object({ value, confidence: z.number() }).nullable();

/** What others have done to the file before it was brought: only signed fields may be added to it. */
const SignedElsewhere = z.object({
  signatures: z.array(outgoing.BroughtSignature.extend({ ownerId: z.string().nullable() })),
  /** Its own empty fields of our names, in their order. */
  fields: z.array(
    z.object({ name: z.string(), isText: z.boolean(), page: z.number().int(), rect: outgoing.PlaceRect }),
  ),
  /** DocMDP P of the certification; null: there is none. */
  certified: z.number().int().nullable(),
  locks: z.array(
    z.union([
      z.object({ action: z.literal('All') }),
      z.object({ action: z.enum(['Include', 'Exclude']), fields: z.array(z.string()) }),
    ]),
  ),
});
export type SignedElsewhere = z.infer<typeof SignedElsewhere>;

/** A version that was written elsewhere, as it is kept with the version. */
export const WrittenFile = z.object({
  form: z.enum(['docx', 'pdf']),
  /** As it was uploaded, byte for byte. */
  source: Kept.extend({ name: z.string() }),
  /** The PDF of it, before fields are put into it; of a PDF the upload itself. */
  print: Kept,
  pages: z.array(z.object({ number: z.number().int(), widthMm: z.number(), heightMm: z.number() })),
  places: z.array(outgoing.FilePlace),
  /** Figures that stand where room should be left. */
  printed: z.object({
    number: z.string().nullable(),
    day: z.string().nullable(),
    month: z.string().nullable(),
    year: z.string().nullable(),
  }),
  fields: z.object({
    agency: read(z.string()),
    symbol: read(z.string()),
    kind: read(z.string()),
    abstract: read(z.string()),
    urgency: read(Urgency),
    signer: read(z.object({ capacityLines: z.array(z.string()), name: z.string() })),
    recipients: read(z.array(z.string())),
  }),
  remarks: z.array(outgoing.LayoutRemark),
  /** The printed text, a paragraph a line. */
  lines: z.array(z.string()),
  /** Absent: nobody has signed it. */
  signed: SignedElsewhere.optional(),
});
export type WrittenFile = z.infer<typeof WrittenFile>;

/** How people call the places. */
const placeNames: Readonly<Record<outgoing.FilePlace['kind'], string>> = {
  number: 'số',
  date: 'ngày, tháng, năm',
  day: 'ngày',
  month: 'tháng',
  year: 'năm',
  signature: 'chữ ký của người có thẩm quyền',
  seal: 'chữ ký số của cơ quan',
};
export const placeNameVi = ({ kind }: Pick<outgoing.FilePlace, 'kind'>): string => placeNames[kind];

/** Places that no person and nothing in the file has settled. */
export const unsettledPlaces = ({ places }: WrittenFile): string[] => [
  ...new Set(places.filter(({ isFound }) => !isFound).map(placeNameVi)),
];
