import type { signing } from '@vanthu/contracts';
import { type DrawnSignature, inspectPdf, type SignatureFieldSummary, valueFigures } from '@vanthu/pades';
import type { SigningRequest } from '../jobs/job.store.js';
import { mentionsTime, saysWhatWasOrdered } from './said-in-mark.js';

type Box = readonly [number, number, number, number];
type Judgement = signing.SignatureJudgement;

/** What was ordered of the file, as far as its looks go. */
export interface OrderedLook {
  /** The planned field. */
  readonly field: string;
  readonly fill: SigningRequest['fill'];
  readonly mark: SigningRequest['mark'];
}

export interface Shown {
  /** What the one signature that was ordered shows. */
  readonly own: DrawnSignature;
  readonly signature: Judgement;
  /** Marks of number and date, each a signature of its own. */
  readonly numbers: readonly DrawnSignature[];
}

const NUMBER_FIELD = 'so_van_ban';
const points = (mm: number): number => (mm * 72) / 25.4;
/** A program sets a figure into the gap between two words: its box is wider than the figure. */
const FIGURE_SLACK = points(3);
/** A picture is set by its program's own measure of where title and name stand. */
const PICTURE_SLACK = points(5);
/** Rounding of coordinates. */
const HAIR = 0.5;
/** Widest and highest picture of the profile "ký số công vụ", where no field was planned. */
const PICTURE = { width: points(70.5), height: points(50.5) };
/** Signatures and seals let the page through on more than that; what does not is a cover, however small it is. */
const LEAST_CLEAR = 0.2;
/** What is as light as paper and covers hides words without a trace; the edges of strokes are. */
const MOST_LIGHT = 0.03;

/**
 * What a signature made elsewhere puts on the page, or in words why that may not be: figures in their places, the picture in the
 * planned field, the text of Annex I where no picture is shown, and nothing over what others have written (R-SIG-11, R-ORG-04…09).
 */
export function drawnProblem(
  prepared: Uint8Array,
  { own, signature, numbers }: Shown,
  ordered: OrderedLook,
  window: { readonly from: Date; readonly to: Date },
): string | null {
  const figures = figuresProblem(prepared, numbers, ordered);
  if (figures !== null) return figures;
  if (ordered.mark !== null) return textProblem(prepared, own, signature, ordered.mark, window);
  return own.isEmpty ? null : pictureProblem(prepared, own, ordered);
}

/** Each lies where the register's figure stands, says it in full, and says it once (R-OUT-11). */
function figuresProblem(
  prepared: Uint8Array,
  numbers: readonly DrawnSignature[],
  { fill }: OrderedLook,
): string | null {
  if (numbers.length === 0) return null;
  if (numbers.some(({ page }) => page !== 1))
    return 'số, ngày không được điền vào phụ lục hay dòng “Kèm theo” (R-ORG-09)';
  const odd = numbers.find(({ problem }) => problem !== undefined);
  if (odd) return `số, ngày vẽ lên trang không đúng quy cách (${odd.problem})`;
  const filled = new Set(fill.map(({ field }) => field));
  const open = valueFigures(prepared).filter(({ field }) => filled.has(field));
  for (const { shows, box } of numbers) {
    // Of a date “06” is the sixth month; a number is written as it was given.
    const said = open.filter(({ text, field }) =>
      field === NUMBER_FIELD ? text === shows : Number(text) === Number(shows),
    );
    if (said.length === 0) return `tệp ghi “${shows}”, không phải số hoặc ngày đã cấp, hoặc ghi hai lần`;
    const place = said.find((figure) => box && isWithin(box, grown(figure.box, FIGURE_SLACK)));
    if (!place) return `tệp ghi “${shows}” ngoài chỗ dành cho số, ngày`;
    open.splice(open.indexOf(place), 1);
  }
  return null;
}

function pictureProblem(prepared: Uint8Array, own: DrawnSignature, { field }: OrderedLook): string | null {
  const { box, kind, problem, clear, light } = own;
  if (kind === 'text' || kind === 'digits') return 'chữ ký mang dòng chữ không được yêu cầu';
  if (problem !== undefined || box === undefined)
    return `dấu hiệu chữ ký vẽ lên trang không đúng quy cách (${problem ?? 'no place'})`;
  if (clear === undefined || clear < LEAST_CLEAR) return 'hình chữ ký che mất nội dung in bên dưới';
  if (light === undefined) return 'hình chữ ký phải là ảnh PNG nền trong suốt, màu RGB (R-SIG-11)';
  if (light > MOST_LIGHT) return 'hình chữ ký có mảng màu giấy, che mất nội dung in bên dưới';
  const { signatureFields, textFields } = inspectPdf(prepared);
  const planned = signatureFields.find(({ name }) => name === field);
  const outside = outsideProblem(own, box, planned);
  if (outside !== null) return outside;
  const covered = [...signatureFields, ...textFields].find(({ name, page, rect }) => {
    if (name === field || name === own.field || page !== own.page || !rect) return false;
    const both = overlap(box, rect);
    // The seal lies over the left third of the signature: as far as that was planned (R-ORG-04).
    return both !== null && !(planned?.rect && isWithin(both, grown(planned.rect, HAIR)));
  });
  return covered ? `hình chữ ký che ô ${covered.name}` : null;
}

function outsideProblem(
  own: DrawnSignature,
  box: Box,
  planned: Pick<SignatureFieldSummary, 'page' | 'rect'> | undefined,
): string | null {
  if (planned?.rect) {
    const isInPlace = planned.page === own.page && isWithin(box, grown(planned.rect, PICTURE_SLACK));
    return isInPlace ? null : 'hình chữ ký nằm ngoài chỗ đã định hoặc lớn hơn chỗ ấy';
  }
  const [left, bottom, right, top] = box;
  const fits = right - left <= PICTURE.width && top - bottom <= PICTURE.height;
  return fits ? null : 'hình chữ ký lớn hơn 70 × 50 mm';
}

/** The text of Annex I at the top right of page 1, with number or name as ordered and the time of this signing (R-ORG-06, R-ORG-07). */
function textProblem(
  prepared: Uint8Array,
  own: DrawnSignature,
  signature: Judgement,
  mark: NonNullable<OrderedLook['mark']>,
  window: { readonly from: Date; readonly to: Date },
): string | null {
  const { kind, box, shows, problem } = own;
  if (kind !== 'text' || !box) {
    const why = problem === undefined || own.isEmpty ? '' : ` (${problem})`;
    return `tệp này phải mang dòng chữ thay hình dấu ở góc phải trang đầu (R-ORG-06)${why}`;
  }
  if (problem !== undefined) return `dấu hiệu chữ ký vẽ lên trang không đúng quy cách (${problem})`;
  const [left, , right, top] = inspectPdf(prepared).firstPage ?? [0, 0, 0, 0];
  const isAtRight = (box[0] + box[2]) / 2 > (left + right) / 2 && box[2] <= right && box[3] <= top;
  if (own.page !== 1 || !isAtRight) return 'dòng chữ thay hình dấu không nằm ở góc phải trang đầu (R-ORG-06)';
  return saysWhatWasOrdered(shows, mark) ?? mentionsTime(shows, signature.claimedSigningTime, window);
}

const grown = ([left, bottom, right, top]: Box, by: number): Box => [left - by, bottom - by, right + by, top + by];

const isWithin = (inner: Box, outer: Box): boolean =>
  inner[0] >= outer[0] && inner[1] >= outer[1] && inner[2] <= outer[2] && inner[3] <= outer[3];

function overlap(a: Box, b: Box): Box | null {
  const both: Box = [Math.max(a[0], b[0]), Math.max(a[1], b[1]), Math.min(a[2], b[2]), Math.min(a[3], b[3])];
  return both[2] - both[0] > HAIR && both[3] - both[1] > HAIR ? both : null;
}
