/**
 * The profile of sRGB as a three-component matrix profile of ICC.1:2004-10 (version 4.2), built from the figures of
 * IEC 61966-2-1: primaries, white D65 and the transfer curve. No foreign profile is shipped, so none asks for a licence.
 */

type Xyz = readonly [number, number, number];

/** The connection space's white, D50 (ICC.1:2004-10 §6.3.4.3). */
const d50: Xyz = [0.9642, 1, 0.8249];

/** Bradford from D65 to D50, row by row (ICC.1:2004-10 annex E). */
const chromaticAdaptation = [
  1.047882, 0.022919, -0.050201, 0.029587, 0.990479, -0.017059, -0.009232, 0.015076, 0.751678,
] as const;

/** The primaries of IEC 61966-2-1, adapted to D50; together they are the white. */
const primaries: Record<'r' | 'g' | 'b', Xyz> = {
  r: [0.436066, 0.222488, 0.013916],
  g: [0.385147, 0.716873, 0.097076],
  b: [0.143066, 0.060608, 0.714096],
};

/** Type 3 of §10.15: Y = (aX + b)^g from d on, cX below it. */
const transfer = { g: 2.4, a: 1 / 1.055, b: 0.055 / 1.055, c: 1 / 12.92, d: 0.04045 } as const;

/** The bytes of the profile: the same ones at every call. */
export function srgbProfile(): Uint8Array {
  const { g, a, b, c, d } = transfer;
  const curve = Buffer.concat([Buffer.from('para\0\0\0\0\0\x03\0\0', 'latin1'), fixed([g, a, b, c, d])]);
  const tags: readonly (readonly [string, Buffer])[] = [
    ['desc', words('sRGB IEC61966-2.1')],
    ['cprt', words('No copyright, use freely')],
    ['wtpt', xyz(d50)],
    ['chad', Buffer.concat([Buffer.from('sf32\0\0\0\0', 'latin1'), fixed(chromaticAdaptation)])],
    ['rXYZ', xyz(primaries.r)],
    ['gXYZ', xyz(primaries.g)],
    ['bXYZ', xyz(primaries.b)],
    ['rTRC', curve],
    ['gTRC', curve],
    ['bTRC', curve],
  ];
  const table = Buffer.alloc(4 + 12 * tags.length);
  table.writeUInt32BE(tags.length, 0);
  const data: Buffer[] = [];
  const placed = new Map<Buffer, number>();
  let end = 128 + table.length;
  tags.forEach(([signature, value], index) => {
    // Curves are shared: entries may point at the same data (§7.3.1).
    const offset = placed.get(value) ?? end;
    if (!placed.has(value)) {
      placed.set(value, offset);
      data.push(value);
      end += value.length;
    }
    table.write(signature, 4 + 12 * index, 'latin1');
    table.writeUInt32BE(offset, 8 + 12 * index);
    table.writeUInt32BE(value.length, 12 + 12 * index);
  });
  return Buffer.concat([header(end), table, ...data]);
}

/** §7.2: a display profile from RGB to XYZ; perceptual; the date is that of the standard's amendment, so that it never changes. */
function header(size: number): Buffer {
  const head = Buffer.alloc(128);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(0x04200000, 8);
  head.write('mntrRGB XYZ ', 12, 'latin1');
  [2003, 1, 1, 0, 0, 0].forEach((part, index) => {
    head.writeUInt16BE(part, 24 + 2 * index);
  });
  head.write('acsp', 36, 'latin1');
  fixed(d50).copy(head, 68);
  return head;
}

const xyz = (value: Xyz): Buffer => Buffer.concat([Buffer.from('XYZ \0\0\0\0', 'latin1'), fixed(value)]);

/** `s15Fixed16Number`, §5.1.3. */
function fixed(values: readonly number[]): Buffer {
  const bytes = Buffer.alloc(4 * values.length);
  values.forEach((value, index) => {
    bytes.writeInt32BE(Math.round(value * 65_536), 4 * index);
  });
  return bytes;
}

/** `multiLocalizedUnicodeType` with one record, filled to a boundary of four bytes (§10.13). */
function words(text: string): Buffer {
  const utf16 = Buffer.from(text, 'utf16le').swap16();
  const head = Buffer.alloc(28);
  head.write('mluc', 0, 'latin1');
  head.writeUInt32BE(1, 8);
  head.writeUInt32BE(12, 12);
  head.write('enUS', 16, 'latin1');
  head.writeUInt32BE(utf16.length, 20);
  head.writeUInt32BE(28, 24);
  return Buffer.concat([head, utf16, Buffer.alloc(-utf16.length & 3)]);
}
