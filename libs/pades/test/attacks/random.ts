/** Numbers in [0, 1) that are the same in every run (a linear congruential generator). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

/** The file with one bit of one byte turned over. */
export function flipped(pdf: Uint8Array, at: number, bit: number): Uint8Array {
  const changed = Uint8Array.from(pdf);
  changed[at]! ^= 1 << bit;
  return changed;
}
