import type { GreyPicture } from '@vanthu/decree30';

/** Degrees; a sheet that lies more askew is scanned again. */
const mostAskew = 3;
const ink = 128;

/** The picture turned so that its lines are level; papers lie a little askew in a scanner. */
export function straightened(picture: GreyPicture): GreyPicture {
  const angle = askewness(picture);
  return Math.abs(angle) < 0.08 ? picture : turned(picture, -angle);
}

/** By how many degrees the lines rise to the right: where their rows are sharpest (projection profile). */
function askewness(picture: GreyPicture): number {
  const points = inkPoints(picture);
  const sharpness = (degrees: number): number => {
    const slope = Math.tan((degrees * Math.PI) / 180);
    const rows = new Float64Array(picture.height + 2 * Math.ceil(picture.width * 0.06));
    const from = Math.ceil(picture.width * 0.06);
    for (let at = 0; at < points.length; at += 2) {
      const row = Math.round((points[at + 1] as number) + slope * (points[at] as number)) + from;
      if (row >= 0 && row < rows.length) rows[row] = (rows[row] as number) + 1;
    }
    return rows.reduce((sum, count) => sum + count * count, 0);
  };
  let best = 0;
  for (const step of [0.5, 0.1, 0.02]) {
    const around = Array.from({ length: 13 }, (_, index) => best + (index - 6) * step).filter(
      (one) => Math.abs(one) <= mostAskew,
    );
    best = around.reduce((a, b) => (sharpness(b) > sharpness(a) ? b : a), best);
  }
  return best;
}

/** Dots of every eighth column are enough, of every row: rows left out would make level look sharpest. x, y, x, y … */
function inkPoints({ width, height, dots }: GreyPicture): Int32Array {
  const points: number[] = [];
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 8) if ((dots[y * width + x] as number) < ink) points.push(x, y);
  return Int32Array.from(points);
}

/** Turned about its middle, each dot from the four around it. */
export function turned({ width, height, dots, dpi }: GreyPicture, degrees: number): GreyPicture {
  const [sin, cos] = [Math.sin((degrees * Math.PI) / 180), Math.cos((degrees * Math.PI) / 180)];
  const [middleX, middleY] = [width / 2, height / 2];
  const drawn = new Uint8Array(width * height).fill(255);
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1) {
      const fromX = middleX + (x - middleX) * cos - (y - middleY) * sin;
      const fromY = middleY + (x - middleX) * sin + (y - middleY) * cos;
      const [left, top] = [Math.floor(fromX), Math.floor(fromY)];
      if (left < 0 || top < 0 || left >= width - 1 || top >= height - 1) continue;
      const [right, down] = [fromX - left, fromY - top];
      const at = top * width + left;
      const upper = (dots[at] as number) * (1 - right) + (dots[at + 1] as number) * right;
      const lower = (dots[at + width] as number) * (1 - right) + (dots[at + width + 1] as number) * right;
      drawn[y * width + x] = upper * (1 - down) + lower * down;
    }
  return { width, height, dots: drawn, dpi };
}
