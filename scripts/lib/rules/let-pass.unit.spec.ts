import { describe, expect, it } from '@jest/globals';
import { letPass } from './let-pass.mjs';

describe('a refusal that passes', () => {
  it.each([
    ['a guard', `if (late) return refuse('A.B', { x });\nreturn null;`, 'if (late) ;\nreturn null;'],
    ['a guard with braces', `if (late) { return refuse('A.B'); }\nreturn null;`, 'if (late) ;\nreturn null;'],
    ['what a question ends in', `return late ? refuse('A.B') : null;`, 'return (null);'],
    ['what stands in for nothing', `return found ?? refuse('A.B');`, 'return found;'],
    ['what follows from a condition', `const why = late && refuse('A.B');`, 'const why = null;'],
    ['a plain outcome', `return refuse('A.B');`, 'return null;'],
    ['one of two codes', `return refuse(late ? 'A.B' : 'C.D', why);`, `return (late ? null : refuse('C.D', why));`],
    ['the other of two codes', `return refuse(late ? 'C.D' : 'A.B');`, `return (late ? refuse('C.D') : null);`],
  ])('%s', (_, before, after) => expect(letPass(before, 'A.B')).toBe(after));

  it('is switched off wherever it is refused, and others stay', () => {
    const text = `if (a) return refuse('A.B');\nif (b) return refuse('C.D');\nreturn c ? null : refuse('A.B');`;
    expect(letPass(text, 'A.B')).toBe(`if (a) ;\nif (b) return refuse('C.D');\nreturn (null);`);
  });

  it('is null where the code is only spoken of', () => {
    expect(letPass(`if (problem.code === 'A.B') return;\nconst words = { 'A.B': 'x' };`, 'A.B')).toBeNull();
    expect(letPass(`refuse('C.D')`, 'A.B')).toBeNull();
  });
});
