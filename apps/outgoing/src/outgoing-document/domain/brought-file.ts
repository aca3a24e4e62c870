import type { outgoing } from '@vanthu/contracts';
import { civilDateOf } from '@vanthu/decree30';
import { isLocked } from '@vanthu/pades';
import { type PlannedSignature, personalOf } from './outgoing-document.js';
import type { SignedElsewhere, WrittenFile } from './written-file.js';

/** Of a file that others have signed: nothing is added to its pages but signed fields, and what has a field goes there. */

/** The plan with a free field for each who has not signed: one of the file, or one made with the signature. */
export function planInFile(
  plan: readonly PlannedSignature[],
  { signed, places }: Pick<WrittenFile, 'signed' | 'places'>,
): PlannedSignature[] {
  if (!signed) return [...plan];
  const placeOf = (name: string) => places.find((one) => one.name === name && !one.isFixed);
  return plan.map((entry) => {
    const { place: _, marks: __, ...bare } = entry;
    if (entry.isBrought) return bare;
    const place = placeOf(entry.field);
    const marks = entry.kind === 'organisation' ? marksOf(places) : [];
    return {
      ...bare,
      ...(place ? { place: { page: place.page, rect: place.rect } } : {}),
      ...(marks.length === 0 ? {} : { marks }),
    };
  });
}

/** Number and date where the file has no text fields for them. */
const marksOf = (places: readonly outgoing.FilePlace[]): NonNullable<PlannedSignature['marks']> =>
  places.flatMap(({ name, page, rect, sizePt, isItalic, isFixed }) =>
    sizePt === null || isFixed
      ? []
      : [
          {
            field: name,
            value: figureOf(name),
            page,
            rect,
            sizePt,
            isItalic,
            align: figureOf(name) === 'so_van_ban' ? 'right' : 'left',
          },
        ],
  );

/** What is drawn there, whichever free name the field has got. */
const figureOf = (name: string): string => name.replace(/_\d+$/u, '');

/** The plan where each whose signature stands in the file has signed. `counted`: field of the signature by step. */
export function planSigned(
  plan: readonly PlannedSignature[],
  signatures: readonly BroughtSignature[],
  otherwiseAt: string,
): PlannedSignature[] {
  return plan.map((entry) => {
    const found = signatures.find(({ step }) => step === entry.step);
    if (!found) return entry;
    return { ...entry, isBrought: true, signedField: found.field, signedAt: found.signedAt ?? otherwiseAt };
  });
}

type BroughtSignature = SignedElsewhere['signatures'][number];

/** A name that no signed field has: `ky_co_quan_1` may be the seal of another agency. */
export function freeField(name: string, { signatures }: Pick<SignedElsewhere, 'signatures'>): string {
  const taken = new Set(signatures.map(({ field }) => field));
  let free = name;
  for (let i = 2; taken.has(free); i += 1) free = `${name}_${i}`;
  return free;
}

/** Places in a signed file: its own fields where it has them, free names for the rest. */
export function placesIn(places: readonly outgoing.FilePlace[], signed: SignedElsewhere): outgoing.FilePlace[] {
  const own = signed.fields.filter(({ isText }) => isText);
  const has = (stem: string) => own.some(({ name }) => name.startsWith(stem));
  const head = own.map(
    ({ name, page, rect }): outgoing.FilePlace => ({
      ...{
        name,
        kind: kindOf(name),
        page,
        rect,
        sizePt: 13,
        isItalic: name !== 'so_van_ban',
        isFound: true,
        isFixed: true,
      },
    }),
  );
  const others = places.flatMap((place): outgoing.FilePlace[] => {
    const isText = place.sizePt !== null;
    if (isText) return has(place.kind === 'number' ? 'so_van_ban' : 'ngay_ban_hanh') ? [] : [renamed(place, signed)];
    const field = signed.fields.find(({ name }) => name === freeField(place.name, signed));
    if (!field) return [renamed(place, signed)];
    return [{ ...place, name: field.name, page: field.page, rect: field.rect, isFound: true, isFixed: true }];
  });
  return [...head, ...others];
}

const renamed = (place: outgoing.FilePlace, signed: SignedElsewhere): outgoing.FilePlace => ({
  ...place,
  name: freeField(place.name, signed),
});

function kindOf(name: string): outgoing.FilePlace['kind'] {
  if (name === 'so_van_ban') return 'number';
  if (name.endsWith('_ngay')) return 'day';
  if (name.endsWith('_thang')) return 'month';
  return name.endsWith('_nam') ? 'year' : 'date';
}

/**
 * Why number, date, seal and the signatures that are still to come could not follow without breaking one that is there; null: they
 * can. Signed fields of ours would be made behind a certification or under a lock (ISO 32000-1 12.8.2.2, 12.8.2.4).
 */
export function closedProblem(
  plan: readonly PlannedSignature[],
  { signed, places }: Pick<WrittenFile, 'signed' | 'places'>,
): { readonly why: string; readonly adviceVi: string } | null {
  if (!signed) return null;
  const again = 'tải tệp Word hoặc bản PDF chưa ký lên để ký lại tại đây; tệp đã ký thì gửi như một văn bản riêng.';
  if (signed.certified === 1) {
    const why = 'chữ ký đầu tiên đã khóa toàn bộ tệp (chứng nhận không cho thay đổi, DocMDP P=1)';
    return { why, adviceVi: `Hãy nhờ người ký ký lại bằng chữ ký thường (không chọn “chứng nhận”), hoặc ${again}` };
  }
  const awaited = plan.filter(({ signedAt }) => signedAt === null);
  const isMade = places.some(({ sizePt, isFixed }) => sizePt !== null && !isFixed);
  if (signed.certified !== null && (isMade || awaited.some(({ place }) => place !== undefined))) {
    const why = `chữ ký đầu tiên chứng nhận tệp (DocMDP P=${signed.certified}) mà tệp không có sẵn đủ ô cho số, ngày, chữ ký và dấu`;
    return { why, adviceVi: `Hãy nhờ người ký ký lại bằng chữ ký thường (không chọn “chứng nhận”), hoặc ${again}` };
  }
  const names = [
    ...places.flatMap(({ name, sizePt }) => (sizePt === null ? [] : [name])),
    ...awaited.map(({ field }) => field),
  ];
  const locked = names.find((name) => isLocked(signed.locks, name));
  if (locked === undefined) return null;
  return {
    why: `một chữ ký trong tệp đã khóa ô ${locked}`,
    adviceVi: `Hãy nhờ người ký không khóa ô này, hoặc ${again}`,
  };
}

/** Planned people who have a signature in the file, each with the first of theirs, and the day that it claims. */
export function signersFound(
  plan: readonly PlannedSignature[],
  signatures: readonly BroughtSignature[],
  today: string,
): { planned: PlannedSignature; signature: BroughtSignature; on: string }[] {
  return personalOf({ plan }).flatMap((planned) => {
    const signature = signatures.find(({ ownerId, owner }) => owner === 'person' && ownerId === planned.personId);
    if (!signature) return [];
    return [
      { planned, signature, on: signature.signedAt === null ? today : civilDateOf(new Date(signature.signedAt)) },
    ];
  });
}
