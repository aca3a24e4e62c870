import { type FormField, rectangle } from '../../form/fields.js';
import type { RevisionView } from '../../pdf/document.js';
import { isName, numberOf, PdfArray, PdfDict, type PdfObject, PdfRef, PdfStream } from '../../pdf/objects.js';
import { readable } from '../changes/reference-index.js';
import type { RuleName } from '../changes/rules.js';
import type { Step } from '../changes/step.js';
import type { ChangeFact, MarkFact } from '../facts.js';
import { type Drawing, type DrawnImage, readDrawing } from './drawing.js';
import { lightShare } from './light-share.js';
import type { Box } from './matrix.js';

const mmPerPoint = 25.4 / 72;

/* Widest found on published documents 16 x 7 mm for numbers and dates; 70 mm for signatures, 49.4 mm for seals. */
const digitsBox = { width: 22, height: 9 };
const imageBox = { width: 70.5, height: 50.5 };
/* No larger than a number or a day: some programs draw these as images, with a mask that clears nothing. */
const smallImage = { width: 17, height: 8 };
const sealSide = { from: 33, to: 50.5 };
const textBox = { width: 110, height: 18, fromTop: 32 };
/** Seals and signatures are clear on more than half of their area; an image that is not hides what is printed. */
const minClearShare = 0.2;

/** The word for an appearance that shows nothing, and so hides nothing. */
export const NOTHING_DRAWN = 'nothing drawn';

/* What a revision with a mark may change besides the mark itself; the level of each is still looked at. */
const companions = new Set<RuleName>([
  ...(['cross-reference', 'object-container', 'given-up', 'unused', 'unused-font', 'rewritten'] as const),
  ...(['document-information', 'metadata', 'catalog', 'form-flags', 'form-resources', 'structure'] as const),
]);
const own = new Set<RuleName>(['visible-signature-field', 'field-signed', 'widget-listed']);

/**
 * The mark that a revision adds, when it adds one signed visible signature field and nothing else. What it is may still
 * be outside the profile: then `problem` says why.
 */
export function readMark(step: Step, changes: readonly ChangeFact[]): MarkFact | undefined {
  const known = new Set(step.fieldsBefore.map(({ name }) => name));
  const added = step.fieldsAfter.filter(({ name }) => !known.has(name));
  const drawnFields = new Set(
    changes.filter(({ rule }) => rule === 'visible-signature-field').map(({ field }) => field),
  );
  const visible = added.filter(({ name }) => drawnFields.has(name));
  const field = visible[0];
  if (!field) return undefined;
  const mark = { revision: step.after.revision, field: field.name };
  const nothing = { kind: 'unknown', shows: '', widthMm: 0, heightMm: 0, page: 0 } as const;
  const outside = (problem: string): MarkFact => ({ ...mark, ...nothing, problem });
  if (added.length !== 1) return outside('more than one field added');
  const stranger = changes.find(
    (change) => !companions.has(change.rule) && !(own.has(change.rule) && (change.field ?? field.name) === field.name),
  );
  if (stranger) return outside(`besides the mark: ${stranger.rule}`);
  const look = readable(() => lookOf(step, field));
  if (!look) return outside('appearance not readable');
  const { box: _, clear: __, light: ___, ...told } = look;
  return { ...mark, ...nothing, ...told };
}

/** What one signature field shows, wherever it comes from. */
export interface Look extends Partial<Omit<MarkFact, 'revision' | 'field'>> {
  readonly problem: string | undefined;
  /** On the page, in points: left, bottom, right, top. */
  readonly box?: Box;
  /** Share of the one image that lets the page through. */
  readonly clear?: number | undefined;
  /** Share of the one image that covers the page with the colour of paper; undefined where its colours cannot be told. */
  readonly light?: number | undefined;
}

/** The file as it is looked at, and how much of its masks may still be read. */
type Sight = Pick<Step, 'after'> & {
  readonly allowance: { maskSamples: number };
  /** Also the colours of images are looked at. */
  readonly hasColours?: boolean;
};

/** Nothing is drawn outside `box`: an appearance is clipped to its own (ISO 32000-1 8.10.1, 12.5.5). */
export function lookOf(step: Sight, field: FormField): Look {
  const view = step.after;
  const [widget] = field.widgets;
  if (field.widgets.length !== 1 || !widget?.ref || widget.ref.num !== field.ref?.num)
    return { problem: 'not one widget' };
  // Print and Locked at most (table 165): a mark is neither hidden nor shown on screen alone.
  if (((numberOf(view.resolve(widget.dict.get('F'))) ?? 0) & ~(4 | 128 | 512)) !== 0)
    return { problem: 'widget flags' };
  const place = pageOf(step, widget.ref);
  if (!place) return { problem: 'not listed on one page' };
  const rect = rectangle(view, widget.dict);
  const appearance = view.dict(widget.dict.get('AP'));
  const stream = view.resolve(appearance?.get('N'));
  if (!rect || !(stream instanceof PdfStream) || appearance?.entries.size !== 1)
    return { problem: 'no one appearance' };
  if (view.resolve(place.dict.get('UserUnit')) != null) return { problem: 'page with a unit of its own' };
  const found = judgeDrawing(step, readDrawing(view, stream, rect), rect, topOf(view, place.dict), place.page === 1);
  return { ...found, page: place.page, box: rect };
}

interface Place {
  readonly at: number;
  readonly ref: PdfRef;
  readonly dict: PdfDict;
}

/** The page whose list of annotations took it up: one page, once. */
function pageOf(step: Sight, widget: PdfRef): { readonly page: number; readonly dict: PdfDict } | undefined {
  const view = step.after;
  // Thousands of pages may share one list.
  const counted = new Map<PdfArray, number>();
  const timesListed = (list: PdfObject | undefined): number => {
    if (!(list instanceof PdfArray)) return 0;
    const times =
      counted.get(list) ?? list.items.filter((item) => item instanceof PdfRef && item.num === widget.num).length;
    counted.set(list, times);
    return Math.min(times, 2);
  };
  const found = pageList(view).flatMap(({ ref, dict }, at): Place[] => {
    const times = timesListed(view.resolve(dict.get('Annots')));
    return Array.from({ length: times }, () => ({ at, ref, dict }));
  });
  const [only] = found;
  if (found.length !== 1 || !only) return undefined;
  const back = view.object(widget.num);
  const named = back instanceof PdfDict ? back.get('P') : undefined;
  if (named != null && !(named instanceof PdfRef && named.num === only.ref.num)) return undefined;
  return { page: only.at + 1, dict: only.dict };
}

const maxPages = 20_000;

function pageList(view: RevisionView): { readonly ref: PdfRef; readonly dict: PdfDict }[] {
  const out: { ref: PdfRef; dict: PdfDict }[] = [];
  const seen = new Set<number>();
  const visit = (value: unknown, depth: number): void => {
    if (!(value instanceof PdfRef) || seen.has(value.num) || depth > 32 || seen.size > maxPages) return;
    seen.add(value.num);
    const dict = view.resolve(value);
    if (!(dict instanceof PdfDict)) return;
    const kids = view.resolve(dict.get('Kids'));
    if (kids instanceof PdfArray) for (const kid of kids.items) visit(kid, depth + 1);
    else out.push({ ref: value, dict });
  };
  visit(view.catalog.get('Pages'), 0);
  return out;
}

/* The upper edge of the sheet; inherited boxes are followed upwards (7.7.3.4). */
function topOf(view: RevisionView, page: PdfDict): number | undefined {
  let node: PdfDict | undefined = page;
  for (let depth = 0; node && depth < 32; depth++) {
    const box = rectangle(view, node, 'MediaBox');
    if (box) return box[3];
    node = view.dict(node.get('Parent'));
  }
  return undefined;
}

function judgeDrawing(
  step: Sight,
  { texts, images, problem, hasOwnColours }: Drawing,
  rect: Box,
  top: number | undefined,
  isFirstPage: boolean,
): Look {
  const box = { width: (rect[2] - rect[0]) * mmPerPoint, height: (rect[3] - rect[1]) * mmPerPoint };
  const size = { widthMm: tenth(box.width), heightMm: tenth(box.height) };
  if (problem) return { ...size, problem };
  const shows = texts
    .map(({ text }) => text)
    .join('')
    .replace(/\s+/g, ' ')
    .trim();
  if (step.hasColours && images.some((image) => isCutOff(image, box)))
    return { ...size, problem: 'image larger than its box' };
  if (images.length === 1 && shows === '')
    return box.width > imageBox.width || box.height > imageBox.height
      ? { ...size, problem: 'box larger than a signature' }
      : imageMark(step, images[0]!, hasOwnColours);
  if (images.length > 0) return { ...size, problem: 'image and text, or several images' };
  if (texts.length === 0) return { ...size, problem: NOTHING_DRAWN };
  // Black by another name may be white (8.6.5.6).
  if (step.hasColours && hasOwnColours) return { ...size, shows, problem: 'colours of its own' };
  if (texts.some((text) => text.size < 6 || text.size > 20)) return { ...size, shows, problem: 'size of the text' };
  if (/^\d{1,5}$/.test(shows)) {
    const fits = box.width <= digitsBox.width && box.height <= digitsBox.height;
    return { kind: 'digits', shows, ...size, problem: fits ? undefined : 'box larger than a number' };
  }
  if (!isAnnexText(shows)) return { ...size, shows, problem: 'text that Annex I does not know' };
  const fromTop = top === undefined ? Number.POSITIVE_INFINITY : (top - rect[1]) * mmPerPoint;
  const fits = box.width <= textBox.width && box.height <= textBox.height && fromTop <= textBox.fromTop;
  return {
    kind: 'text',
    shows,
    ...size,
    problem: fits && isFirstPage ? undefined : 'text mark not at the top of page 1',
  };
}

/** Only a part of it is seen, and nothing is known of that part: the rest is clipped (12.5.5). Turned by a quarter it may be, too. */
function isCutOff(image: DrawnImage, box: { readonly width: number; readonly height: number }): boolean {
  const [drawn, room] = [
    [image.width * mmPerPoint, image.height * mmPerPoint].sort((a, b) => a - b),
    [box.width, box.height].sort((a, b) => a - b),
  ];
  return drawn.some((side, i) => side > room[i]! * 1.02 + 0.1);
}

/**
 * The text marks of Decree 30, Annex I: of a separate annex "Số: 125/QĐ-UBND; 05/03/2025; 16:48:07 +07:00", of a copy
 * "Sao y; <cơ quan>; 06/03/2025; 08:15:30 +07:00"; the time also as ISO 8601 writes it.
 */
export function isAnnexText(text: string): boolean {
  const time = String.raw`(\d{2}\/\d{2}\/\d{4}; ?\d{2}: ?\d{2}: ?\d{2}( ?[+]07:00)?|\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+]07:00)`;
  const number = String.raw`Số: ?\d{1,5}\/[\p{Lu}\d\/&-]{1,40}`;
  const copy = String.raw`(sao y|sao lục|trích sao); ?[\p{L} .,-]{3,120}`;
  return new RegExp(`^(${number}|${copy}); ?${time}$`, 'iu').test(text.normalize('NFC'));
}

function imageMark(step: Sight, { image, width, height }: DrawnImage, hasOwnColours: boolean): Look {
  const [widthMm, heightMm] = [tenth(width * mmPerPoint), tenth(height * mmPerPoint)];
  const isSquare = width / height > 0.85 && height / width > 0.85;
  const isSeal = isSquare && widthMm >= sealSide.from && widthMm <= sealSide.to;
  const found = { kind: isSeal ? 'seal' : 'image', widthMm, heightMm, shows: '' } as const;
  if (widthMm > imageBox.width || heightMm > imageBox.height) return { ...found, problem: 'image too large' };
  const cover = coverOf(step, image, hasOwnColours);
  if (cover === undefined) return { ...found, problem: 'image without a soft mask' };
  const isSmall = widthMm <= smallImage.width && heightMm <= smallImage.height;
  return {
    ...found,
    ...cover,
    problem: !isSmall && cover.clear < minClearShare ? 'image that hides what is printed' : undefined,
  };
}

/** Which part of the image lets the page through, and which looks like paper; undefined without a soft mask of greys (11.6.5.3). */
function coverOf(
  { after: view, allowance, hasColours = false }: Sight,
  image: PdfStream,
  hasOwnColours: boolean,
): { readonly clear: number; readonly light: number | undefined } | undefined {
  const mask = view.resolve(image.dict.get('SMask'));
  if (!(mask instanceof PdfStream) || mask.dict.get('F') != null) return undefined;
  const decode = view.resolve(mask.dict.get('Decode'));
  const [low, high] = decode instanceof PdfArray ? decode.items : [0, 1];
  const isTurned = low === 1 && high === 0;
  if (!isTurned && !(low === 0 && high === 1)) return undefined;
  const whole = (key: string) => numberOf(view.resolve(mask.dict.get(key))) ?? 0;
  const [width, height, bits] = [whole('Width'), whole('Height'), whole('BitsPerComponent')];
  if (!isGrey(view.resolve(mask.dict.get('ColorSpace'))) || !(width * height > 0)) return undefined;
  allowance.maskSamples -= width * height;
  if (allowance.maskSamples < 0) return undefined;
  const bytes = view.decode(mask);
  const row = Math.ceil((width * bits) / 8);
  if ((bits !== 8 && bits !== 1) || bytes.length < row * height) return undefined;
  const covers = (x: number, y: number): boolean => {
    const at = y * row;
    const grey = bits === 8 ? bytes[at + x]! : ((bytes[at + (x >> 3)]! >> (7 - (x & 7))) & 1) * 255;
    return (isTurned ? 255 - grey : grey) >= 64;
  };
  let clear = 0;
  for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) if (!covers(x, y)) clear++;
  const isPlain = hasColours && !hasOwnColours && mask.dict.get('Matte') == null;
  const light = isPlain
    ? readable(() => ({ share: lightShare(view, image, { width, height, covers }) }))?.share
    : undefined;
  return { clear: clear / (width * height), light };
}

const isGrey = (space: PdfObject | undefined): boolean =>
  isName(space, 'DeviceGray') || (space instanceof PdfArray && isName(space.items[0], 'CalGray'));

const tenth = (mm: number): number => Math.round(mm * 10) / 10;
