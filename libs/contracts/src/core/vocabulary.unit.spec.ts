import { describe, expect, it } from '@jest/globals';
import { isRefusal, Line, mayTry, Paragraph, principalsOf, refuser } from '../index.js';

describe('words that every message shares', () => {
  it('composes Vietnamese text, so that two spellings of one letter are one', () => {
    const decomposed = 'Quyết định'.normalize('NFD');
    expect(Line(20).parse(` ${decomposed} `)).toBe('Quyết định'.normalize('NFC'));
  });

  it.each([['hai\ndòng'], ['\u0000'], ['   '], ['x'.repeat(21)]])('refuses %j as one line', (text) => {
    expect(Line(20).safeParse(text).success).toBe(false);
  });

  it('lets a paragraph have lines', () => {
    expect(Paragraph(20).parse('một\nhai')).toBe('một\nhai');
  });

  it('fills the details into the sentence of a refusal', () => {
    const refuse = refuser({ 'A.B': { status: 409, vi: 'Trùng số {number}.' } });
    const refusal = refuse('A.B', { number: 7 });
    expect(isRefusal(refusal)).toBe(true);
    expect(refusal.message).toBe('Trùng số 7.');
  });

  it('derives what an actor reads from roles and units, never from being an administrator', () => {
    const id = (n: number) => `00000000-0000-4000-8000-00000000000${n}`;
    const actor = {
      personId: id(1),
      personName: 'A',
      positionId: id(2),
      positionTitle: 'B',
      agencyId: id(3),
      unitId: id(4),
      roles: ['administrator' as const],
      headOf: [id(4)],
    };
    expect(principalsOf(actor)).toEqual([`person:${id(1)}`, `head:${id(4)}`]);
    expect(principalsOf({ ...actor, roles: ['clerk', 'leadership'] })).toEqual([
      `person:${id(1)}`,
      `clerks:${id(3)}`,
      `leadership:${id(3)}`,
      `head:${id(4)}`,
    ]);
    expect(mayTry(['administrator'], 'outgoing.read')).toBe(false);
  });
});
