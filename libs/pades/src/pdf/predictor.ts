import { PdfError } from './pdf-error.js';

/** Undoes a predictor (ISO 32000-1 7.4.4.4): PNG 10-15, TIFF 2 for components of 8 bits. */
export function predict(data: Uint8Array, parm: (key: string, otherwise: number) => number): Uint8Array {
  const predictor = parm('Predictor', 1);
  if (predictor < 2) return data;
  const bits = parm('BitsPerComponent', 8);
  const colors = parm('Colors', 1);
  const pixel = Math.max(1, (colors * bits) >> 3);
  const row = Math.ceil((parm('Columns', 1) * colors * bits) / 8);
  if (!(row > 0 && row <= 1 << 24)) throw new PdfError('PDF.FILTER', 'predictor row out of range', 0);
  if (predictor === 2) {
    if (bits !== 8) throw new PdfError('PDF.FILTER', 'TIFF predictor with other than 8 bits', 0);
    const out = Uint8Array.from(data);
    for (let start = 0; start < out.length; start += row)
      for (let i = start + pixel; i < Math.min(start + row, out.length); i++) out[i] = out[i]! + out[i - pixel]!;
    return out;
  }
  return unfilterPng(data, row, pixel);
}

/** Undoes PNG row filters (PNG 9.2): each row is led by its filter type. */
export function unfilterPng(data: Uint8Array, row: number, pixel: number): Uint8Array {
  const rows = Math.ceil(data.length / (row + 1));
  const out = new Uint8Array(rows * row);
  let length = 0;
  for (let r = 0; r < rows; r++) {
    const from = r * (row + 1);
    const type = data[from]!;
    const size = Math.min(row, data.length - from - 1);
    const to = r * row;
    for (let i = 0; i < size; i++) {
      const left = i >= pixel ? out[to + i - pixel]! : 0;
      const up = r > 0 ? out[to - row + i]! : 0;
      let add = 0;
      if (type === 1) add = left;
      else if (type === 2) add = up;
      else if (type === 3) add = (left + up) >> 1;
      else if (type === 4) add = paeth(left, up, i >= pixel && r > 0 ? out[to - row + i - pixel]! : 0);
      out[to + i] = data[from + 1 + i]! + add;
    }
    length += Math.max(0, size);
  }
  return out.subarray(0, length);
}

function paeth(a: number, b: number, c: number): number {
  const p = a + b - c;
  const pa = Math.abs(p - a);
  const pb = Math.abs(p - b);
  const pc = Math.abs(p - c);
  return pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
}
