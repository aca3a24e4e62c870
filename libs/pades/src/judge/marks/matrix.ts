/** [a b c d e f] of ISO 32000-1 8.3.3: x' = a·x + c·y + e, y' = b·x + d·y + f. */
export type Matrix = readonly [number, number, number, number, number, number];
export type Box = readonly [number, number, number, number];

export const identity: Matrix = [1, 0, 0, 1, 0, 0];

/** First `inner`, then `outer`. */
export const multiply = (inner: Matrix, outer: Matrix): Matrix => [
  inner[0] * outer[0] + inner[1] * outer[2],
  inner[0] * outer[1] + inner[1] * outer[3],
  inner[2] * outer[0] + inner[3] * outer[2],
  inner[2] * outer[1] + inner[3] * outer[3],
  inner[4] * outer[0] + inner[5] * outer[2] + outer[4],
  inner[4] * outer[1] + inner[5] * outer[3] + outer[5],
];

/** Lengths of the two sides of the unit square. */
export const sides = (m: Matrix): { readonly width: number; readonly height: number } => ({
  width: Math.hypot(m[0], m[1]),
  height: Math.hypot(m[2], m[3]),
});

/** The upright box around a transformed box. */
export function boxAround([left, bottom, right, top]: Box, m: Matrix): Box {
  const corners = [
    [left, bottom],
    [right, bottom],
    [left, top],
    [right, top],
  ].map(([x, y]) => [m[0] * x! + m[2] * y! + m[4], m[1] * x! + m[3] * y! + m[5]] as const);
  const xs = corners.map(([x]) => x);
  const ys = corners.map(([, y]) => y);
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)];
}

/** How an appearance with this box and matrix is brought into the annotation's rectangle (12.5.5, algorithm). */
export function appearanceMatrix(bbox: Box, matrix: Matrix, rect: Box): Matrix | undefined {
  const [left, bottom, right, top] = boxAround(bbox, matrix);
  const [width, height] = [right - left, top - bottom];
  if (!(width > 0) || !(height > 0)) return undefined;
  const [sx, sy] = [(rect[2] - rect[0]) / width, (rect[3] - rect[1]) / height];
  return multiply(matrix, [sx, 0, 0, sy, rect[0] - sx * left, rect[1] - sy * bottom]);
}
