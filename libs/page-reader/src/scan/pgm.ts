import type { GreyPicture } from '@vanthu/decree30';

/** A portable greymap, binary, of 8 bits (PGM, `P5`); null when it is something else or not whole. */
export function parsePgm(bytes: Uint8Array): Omit<GreyPicture, 'dpi'> | null {
  const head = /^P5\s+(?:#[^\n]*\n)*(\d+)\s+(\d+)\s+255\s/.exec(Buffer.from(bytes.subarray(0, 200)).toString('latin1'));
  if (!head) return null;
  const [width, height] = [Number(head[1]), Number(head[2])];
  const dots = bytes.subarray(head[0].length, head[0].length + width * height);
  return dots.length === width * height ? { width, height, dots } : null;
}

export const writePgm = ({ width, height, dots }: GreyPicture): Buffer =>
  Buffer.concat([Buffer.from(`P5\n${width} ${height}\n255\n`), dots]);
