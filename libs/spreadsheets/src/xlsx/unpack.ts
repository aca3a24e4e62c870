import { unzipSync } from 'fflate';
import { Refused } from '../table.js';

/** Parts that hold cells; pictures, macros and charts stay packed. */
const wanted =
  /^xl\/(workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/i;

/**
 * The parts of a workbook (ECMA-376 part 2). The directory of the archive says how large each part becomes; the sum is
 * bounded before anything is unpacked, and a part is written into a buffer of just that size, so one that lies about it
 * comes out cut off or fails.
 */
export function unpack(bytes: Uint8Array, maxUnpackedBytes: number): ReadonlyMap<string, Uint8Array> {
  let total = 0;
  try {
    const parts = unzipSync(bytes, {
      filter: ({ name, originalSize, compression, size }) => {
        if (!wanted.test(name)) return false;
        total += compression === 0 ? size : originalSize;
        if (total > maxUnpackedBytes) throw new Refused('TABLE.UNPACKS_TOO_LARGE', { limit: maxUnpackedBytes });
        return true;
      },
    });
    return new Map(Object.entries(parts).map(([name, part]) => [name.toLowerCase(), part]));
  } catch (error) {
    if (error instanceof Refused) throw error;
    throw new Refused('TABLE.NOT_A_WORKBOOK', { problem: 'zip' });
  }
}
