import { describe, expect, test } from '@jest/globals';
import { type CopyPlan, checkCopy } from './copies.js';

const plan = (form: CopyPlan['form'], from: CopyPlan['from'], to: CopyPlan['to'], source: CopyPlan['source']) =>
  checkCopy({ form, from, to, source })?.code ?? 'allowed';

describe('which copies may be made (Art. 25)', () => {
  test.each([
    ['sao-y', 'paper', 'paper', 'allowed'],
    ['sao-y', 'electronic', 'paper', 'allowed'],
    ['sao-y', 'paper', 'electronic', 'allowed'],
    ['trich-sao', 'electronic', 'electronic', 'allowed'],
    ['trich-sao', 'paper', 'electronic', 'allowed'],
  ] as const)('R-CPY-01: %s goes from %s to %s', (form, from, to, expected) => {
    expect(plan(form, from, to, 'original')).toBe(expected);
  });
  test('R-CPY-01: a sao y of an electronic document is not electronic', () => {
    expect(plan('sao-y', 'electronic', 'electronic', 'original')).toBe('COPY.DIRECTION');
    expect(plan('sao-luc', 'electronic', 'electronic', 'certified-copy')).toBe('COPY.DIRECTION');
  });
  test('R-CPY-02: a sao lục is made of a sao y, the others of original and main copy', () => {
    expect(plan('sao-luc', 'paper', 'paper', 'certified-copy')).toBe('allowed');
    expect(plan('sao-y', 'paper', 'paper', 'main-copy')).toBe('allowed');
  });
  test.each([
    ['sao-luc', 'original'],
    ['sao-luc', 'main-copy'],
    ['sao-y', 'certified-copy'],
    ['trich-sao', 'certified-copy'],
  ] as const)('R-CPY-02: a %s of a %s is refused', (form, source) => {
    expect(plan(form, 'paper', 'paper', source)).toBe('COPY.SOURCE');
  });
});
