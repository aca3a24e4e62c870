import { describe, expect, it } from '@jest/globals';
import type { KeyProvider } from '@vanthu/pki';
import { type Activation, Activations, type Seen, unsignedOf } from './activations.js';

const decision: Seen = { documentId: 'd', manifestHash: '1' };
const letter: Seen = { documentId: 'l', manifestHash: '2' };
const opened = (own: Partial<Activation> = {}): Activation => ({
  activationId: 'a',
  keyId: 'k',
  personId: 'p',
  owner: { kind: 'person', id: 'p' },
  image: null,
  opened: { kind: 'opened-key', key: {} as KeyProvider, pinProven: true, close: async () => {} },
  expiresAtMs: 1000,
  unsigned: unsignedOf([decision, letter]),
  inFlight: 0,
  ...own,
});
const anybody = () => true;

describe('opened keys', () => {
  it('sign each document for which they were opened once', () => {
    const activations = new Activations();
    activations.add(opened({ expiresAtMs: Number.POSITIVE_INFINITY }));
    expect(activations.take('a', decision, anybody)).toBeDefined();
    expect(activations.take('a', decision, anybody)).toBeUndefined();
    expect(activations.take('a', letter, anybody)).toBeDefined();
  });

  it('sign no other document, and no other version', () => {
    const activations = new Activations();
    activations.add(opened());
    expect(activations.take('a', { ...decision, manifestHash: '3' }, anybody, 1)).toBeUndefined();
    expect(activations.take('a', { ...decision, documentId: 'x' }, anybody, 1)).toBeUndefined();
    expect(activations.take('a', { ...decision, manifestHash: letter.manifestHash }, anybody, 1)).toBeUndefined();
  });

  it('are good until their time, to the millisecond', () => {
    const activations = new Activations();
    activations.add(opened());
    expect(activations.take('a', decision, anybody, 999)).toBeDefined();
    expect(activations.take('a', letter, anybody, 1000)).toBeUndefined();
  });

  it('lose nothing when they are not for this job, and get it back when nothing was signed', () => {
    const activations = new Activations();
    activations.add(opened());
    expect(activations.take('a', decision, ({ personId }) => personId === 'other', 1)).toBeUndefined();
    const taken = activations.take('a', decision, anybody, 1) as Activation;
    activations.giveBack(taken, decision);
    expect(activations.take('a', decision, anybody, 1)).toBe(taken);
  });

  it('are closed when the last signature has been made, not while one is still being made', () => {
    const activations = new Activations();
    let closed = 0;
    const close = async () => {
      closed += 1;
    };
    const key = { kind: 'opened-key', key: {} as KeyProvider, pinProven: true, close } as const;
    activations.add(opened({ opened: key, expiresAtMs: Number.MAX_SAFE_INTEGER }));
    const [first, second] = [decision, letter].map((seen) => activations.take('a', seen, anybody) as Activation);
    if (first) activations.release(first);
    expect(closed).toBe(0);
    if (second) activations.release(second);
    expect(closed).toBe(1);
    expect(activations.take('a', letter, anybody)).toBeUndefined();
  });
});
