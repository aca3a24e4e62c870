import { describe, expect, it } from '@jest/globals';
import type { KeyProvider } from '@vanthu/pki';
import { type Activation, Activations } from './activations.js';

const opened = (own: Partial<Activation> = {}): Activation => ({
  activationId: 'a',
  keyId: 'k',
  personId: 'p',
  owner: { kind: 'person', id: 'p' },
  imagePng: null,
  key: {} as KeyProvider,
  expiresAtMs: 1000,
  usesLeft: 2,
  ...own,
});
const anybody = () => true;

describe('opened keys', () => {
  it('are good for so many uses', () => {
    const activations = new Activations();
    activations.add(opened({ expiresAtMs: Number.POSITIVE_INFINITY }));
    expect(activations.take('a', anybody)).toBeDefined();
    expect(activations.take('a', anybody)).toBeDefined();
    expect(activations.take('a', anybody)).toBeUndefined();
  });

  it('are good until their time, to the millisecond', () => {
    const activations = new Activations();
    activations.add(opened());
    expect(activations.take('a', anybody, 999)).toBeDefined();
    expect(activations.take('a', anybody, 1000)).toBeUndefined();
  });

  it('lose no use when they are not for this job, and get one back when nothing was signed', () => {
    const activations = new Activations();
    activations.add(opened({ usesLeft: 1 }));
    expect(activations.take('a', ({ personId }) => personId === 'other', 1)).toBeUndefined();
    const taken = activations.take('a', anybody, 1) as Activation;
    activations.giveBack(taken);
    expect(activations.take('a', anybody, 1)).toBe(taken);
  });
});
