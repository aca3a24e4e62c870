import { type InflateBudget, inflate } from './inflate.js';
import type { PdfLimits } from './limits.js';
import { lzw } from './lzw.js';
import { dictOf, numberOf, PdfArray, PdfName, type PdfObject, type PdfStream } from './objects.js';
import { PdfError } from './pdf-error.js';
import { predict } from './predictor.js';
import { ascii85, asciiHex, runLength } from './text-filters.js';

export type { InflateBudget } from './inflate.js';
export { unfilterPng } from './predictor.js';

type Resolve = (value: PdfObject | undefined) => PdfObject | undefined;
type Parameter = (key: string, otherwise: number) => number;

const maxFilters = 8;

/**
 * Decodes a stream whose filters are lossless: Flate, LZW, ASCIIHex, ASCII85, RunLength, with predictors (ISO 32000-1
 * 7.4). Others throw PDF.FILTER.
 *
 * @param stored  the stored bytes, deciphered
 */
export function decodeStream(
  stream: PdfStream,
  resolve: Resolve,
  limits: PdfLimits,
  budget: InflateBudget,
  stored: Uint8Array = stream.raw,
): Uint8Array {
  const list = (value: PdfObject | undefined): (PdfObject | undefined)[] => {
    const found = resolve(value);
    if (!(found instanceof PdfArray)) return found == null ? [] : [found];
    if (found.items.length > maxFilters)
      throw new PdfError('PDF.FILTER', `more than ${maxFilters} filters`, stream.dict.span.start);
    return found.items.map((item) => resolve(item));
  };
  const filters = list(stream.dict.get('Filter') ?? stream.dict.get('F'));
  const parameters = list(stream.dict.get('DecodeParms') ?? stream.dict.get('DP'));
  let data = stored;
  filters.forEach((filter, index) => {
    const name = filter instanceof PdfName ? filter.name : '';
    const parms = dictOf(parameters[index] ?? null);
    const parm: Parameter = (key, otherwise) => numberOf(resolve(parms?.get(key))) ?? otherwise;
    const decoded = applyFilter(name, data, parm, limits, budget);
    if (!decoded) throw new PdfError('PDF.FILTER', `filter ${name || '?'} is not read here`, stream.dict.span.start);
    data = decoded;
  });
  return data;
}

function applyFilter(
  name: string,
  data: Uint8Array,
  parm: Parameter,
  limits: PdfLimits,
  budget: InflateBudget,
): Uint8Array | undefined {
  switch (name) {
    case 'FlateDecode':
    case 'Fl':
      return predict(inflate(data, limits, budget), parm);
    case 'LZWDecode':
    case 'LZW':
      return predict(lzw(data, parm('EarlyChange', 1) === 0 ? 0 : 1, limits, budget), parm);
    case 'ASCIIHexDecode':
    case 'AHx':
      return asciiHex(data);
    case 'ASCII85Decode':
    case 'A85':
      return ascii85(data, limits, budget);
    case 'RunLengthDecode':
    case 'RL':
      return runLength(data, limits, budget);
    case 'Crypt':
      // 7.6.5: deciphered before the other filters are applied.
      return data;
    default:
      return undefined;
  }
}
