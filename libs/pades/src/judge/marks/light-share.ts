import type { RevisionView } from '../../pdf/document.js';
import { isName, numberOf, PdfArray, type PdfObject, PdfStream, PdfString } from '../../pdf/objects.js';

/** Colours that need no profile to be told, as shares of white; undefined: cannot be told. */
type LightOf = (sample: Uint8Array, at: number) => number;

const luminance = (red: number, green: number, blue: number): number => (0.3 * red + 0.59 * green + 0.11 * blue) / 255;

/** From that on a colour looks like paper: what it covers is hidden and not crossed out. */
const lightFrom = 0.8;

/** Mask and image may be of different fineness: looked at as fine as the finer of the two, on no more points than these. */
const maxPoints = 60_000_000;

/**
 * How much of an image covers the page with the colour of paper: `covers` says of a point of the soft mask whether it does. Undefined
 * where that cannot be told: colours that a profile may turn, compression of photographs, samples of another depth than 8.
 */
export function lightShare(
  view: RevisionView,
  image: PdfStream,
  mask: { readonly width: number; readonly height: number; readonly covers: (x: number, y: number) => boolean },
): number | undefined {
  const whole = (key: string) => numberOf(view.resolve(image.dict.get(key))) ?? 0;
  const [width, height] = [whole('Width'), whole('Height')];
  const space = spaceOf(view, view.resolve(image.dict.get('ColorSpace')));
  const isPlain = image.dict.get('Decode') == null && whole('BitsPerComponent') === 8;
  if (!space || !isPlain || !(width * height > 0) || !isSamples(view, image)) return undefined;
  const samples = view.decode(image);
  if (samples.length < width * height * space.components) return undefined;
  const [columns, rows] = [Math.max(width, mask.width), Math.max(height, mask.height)];
  if (columns * rows > maxPoints) return undefined;
  let light = 0;
  for (let y = 0; y < rows; y++)
    for (let x = 0; x < columns; x++) {
      const at = (size: number, of: number, from: number) => Math.floor((from * size) / of);
      if (!mask.covers(at(mask.width, columns, x), at(mask.height, rows, y))) continue;
      const sample = at(height, rows, y) * width + at(width, columns, x);
      if (space.light(samples, sample * space.components) >= lightFrom) light++;
    }
  return light / (columns * rows);
}

/* DCTDecode and JPXDecode carry colours of their own (7.4.8, 7.4.9). */
function isSamples(view: RevisionView, image: PdfStream): boolean {
  const filter = view.resolve(image.dict.get('Filter'));
  const filters = filter instanceof PdfArray ? filter.items.map((item) => view.resolve(item)) : [filter];
  return filters.every((one) => one == null || ['FlateDecode', 'LZWDecode'].some((name) => isName(one, name)));
}

function spaceOf(
  view: RevisionView,
  space: PdfObject | undefined,
): { readonly components: number; readonly light: LightOf } | undefined {
  if (isName(space, 'DeviceRGB')) return { components: 3, light: (s, at) => luminance(s[at]!, s[at + 1]!, s[at + 2]!) };
  if (isName(space, 'DeviceGray')) return { components: 1, light: (s, at) => s[at]! / 255 };
  if (!(space instanceof PdfArray) || !isName(view.resolve(space.items[0]), 'Indexed')) return undefined;
  const base = spaceOf(view, view.resolve(space.items[1]));
  const table = view.resolve(space.items[3]);
  const colours =
    table instanceof PdfString ? table.bytes : table instanceof PdfStream ? view.decode(table) : undefined;
  if (!base || base.components === 1 || !colours) return undefined;
  // An index behind the table shows its last colour (8.6.6.3): taken for the lightest.
  const light: LightOf = (s, at) => (s[at]! * 3 + 2 < colours.length ? base.light(colours, s[at]! * 3) : 1);
  return { components: 1, light };
}
