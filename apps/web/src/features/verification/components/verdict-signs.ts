import type { Verification } from '../api/verification';

/** A verdict is told by word and shape before colour. */
export const shapeOf = { valid: '✓', invalid: '✕', undetermined: '!', unsigned: '–' } as const satisfies Record<
  Verification['answer'],
  string
>;

export const colourOf = {
  valid: 'var(--good)',
  invalid: 'var(--seal)',
  undetermined: 'var(--doubt)',
  unsigned: 'var(--quiet)',
} as const satisfies Record<Verification['answer'], string>;
