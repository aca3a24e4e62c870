import type { GreyPicture } from '@vanthu/decree30';

const ink = 140;
/** So much thicker than most of the page is bold: measured 1.24 to 1.6 in Times New Roman and its like, plain up to 1.1. */
const boldShare = 1.17;

/** How wide the strokes of what stands in a box are, in dots: twice its ink over the ink that lies at an edge. */
export function strokeOf(
  { width, height, dots }: GreyPicture,
  box: { readonly left: number; readonly top: number; readonly right: number; readonly bottom: number },
): number {
  let [all, edge] = [0, 0];
  const isInk = (x: number, y: number) =>
    x >= 0 && y >= 0 && x < width && y < height && (dots[y * width + x] as number) < ink;
  for (let y = box.top; y < box.bottom; y += 1)
    for (let x = box.left; x < box.right; x += 1) {
      if (!isInk(x, y)) continue;
      all += 1;
      if (!(isInk(x - 1, y) && isInk(x + 1, y) && isInk(x, y - 1) && isInk(x, y + 1))) edge += 1;
    }
  return edge === 0 ? 0 : (2 * all) / edge;
}

/** Compared with the strokes of most letters of the page; a page has more plain text than bold. */
export function boldOf(words: readonly { letters: number; stroke: number }[]): (stroke: number) => boolean {
  const sorted = words.filter(({ letters }) => letters > 1).toSorted((a, b) => a.stroke - b.stroke);
  const half = sorted.reduce((sum, { letters }) => sum + letters, 0) / 2;
  let passed = 0;
  const usual = sorted.find(({ letters }) => {
    passed += letters;
    return passed >= half;
  })?.stroke;
  return (stroke) => usual !== undefined && stroke > usual * boldShare;
}
