import type { GreyPicture } from '@vanthu/decree30';

/** Each dot with its neighbours by 1-2-1 both ways: the noise of a scanner goes, strokes stay; then paper made white again. */
export function softened({ width, height, dots, dpi }: GreyPicture): GreyPicture {
  const across = new Uint16Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const here = dots[at] as number;
      const left = x > 0 ? (dots[at - 1] as number) : here;
      const right = x < width - 1 ? (dots[at + 1] as number) : here;
      across[at] = left + 2 * here + right;
    }
  const soft = new Uint8Array(width * height);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const at = y * width + x;
      const here = across[at] as number;
      const above = y > 0 ? (across[at - width] as number) : here;
      const below = y < height - 1 ? (across[at + width] as number) : here;
      soft[at] = (above + 2 * here + below) >> 4;
    }
  return { width, height, dots: stretched(soft), dpi };
}

/** From the darkest of the ink to black, from a little under the paper to white. */
function stretched(dots: Uint8Array): Uint8Array {
  const counts = new Uint32Array(256);
  for (const dot of dots) counts[dot] = (counts[dot] as number) + 1;
  let paper = 255;
  for (let grey = 128; grey < 256; grey += 1) if ((counts[grey] as number) > (counts[paper] as number)) paper = grey;
  const [dark, light] = [40, paper - 20];
  const table = Uint8Array.from({ length: 256 }, (_, grey) =>
    Math.max(0, Math.min(255, Math.round(((grey - dark) / (light - dark)) * 255))),
  );
  return dots.map((dot) => table[dot] as number);
}
