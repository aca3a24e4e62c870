import { describe, expect, it } from '@jest/globals';
import { routing } from '@vanthu/contracts';
import { checkFlow, type FlowStaff, flowFit as fit, stepAfter } from '@vanthu/decree30';
import { shippedFlows } from './shipped-flows.js';

const staff: FlowStaff = {
  roles: new Set(['clerk', 'official', 'unit-head', 'form-checker', 'signer', 'director']),
  units: new Set(['VP', 'KT', 'VHXH', 'TN']),
  headed: new Set(['VP', 'KT', 'VHXH']),
};
const shipped = (key: string): routing.FlowDefinition => {
  const found = shippedFlows.all.find((flow) => flow.key === key);
  if (found === undefined) throw new Error(`no shipped flow ${key}`);
  return structuredClone(found);
};
type Step = routing.FlowStep;
/** The flow with some steps changed; `null` takes a step away. */
const with_ = (key: string, changes: Record<string, Partial<Step> | null>): routing.FlowDefinition => {
  const flow = shipped(key);
  const steps = flow.steps.flatMap((step) => {
    const change = changes[step.id];
    return change === null ? [] : [{ ...step, ...change }];
  });
  return { ...flow, steps };
};
const codes = (flow: routing.FlowDefinition) => checkFlow(flow, staff).map(({ step, code }) => `${step}: ${code}`);
const to = (id: string, when: Step['next'][number]['when'] = null) => ({ to: id, when });

it.each(shippedFlows.all.map((flow) => [flow.key, flow] as const))('the shipped flow %s can be used', (_, flow) => {
  expect(checkFlow(flow, staff)).toEqual([]);
});

describe('a flow is refused, naming the step', () => {
  it.each([
    ['a step that ends nowhere', with_('don-thu', { 'phan-loai': { next: [] } }), 'phan-loai: DEAD_END'],
    [
      'a step with conditions alone',
      with_('den-thuong', { trinh: { next: [to('but-phe', { answerWanted: true })] } }),
      'trinh: DEAD_END',
    ],
    ['a step to which nothing leads', with_('don-thu', { trinh: { next: [to('but-phe')] } }), 'phan-loai: UNREACHABLE'],
    [
      'a step that is not there',
      with_('den-thuong', { 'giao-viec': { next: [to('mat')] } }),
      'giao-viec: UNKNOWN_STEP',
    ],
    [
      'opinions that go round for ever',
      with_('den-tinh-giao', { 'lay-y-kien': { next: [to('de-xuat')] }, 'de-xuat': { next: [to('lay-y-kien')] } }),
      'lay-y-kien: NO_WAY_OUT',
    ],
    ['a step without anybody', with_('don-thu', { 'phan-loai': { holders: [] } }), 'phan-loai: NO_HOLDER'],
    [
      'a role that nobody has',
      with_('don-thu', { 'phan-loai': { holders: [{ kind: 'role', role: 'leadership' }] } }),
      'phan-loai: MISSING_HOLDER',
    ],
    [
      'a unit that the agency has not',
      with_('don-thu', { 'phan-loai': { holders: [{ kind: 'unit', abbreviation: 'XYZ' }] } }),
      'phan-loai: MISSING_HOLDER',
    ],
    [
      'a unit without a head',
      with_('don-thu', { 'phan-loai': { holders: [{ kind: 'unit', abbreviation: 'TN' }] } }),
      'phan-loai: MISSING_HOLDER',
    ],
    ['an opinion without a day', with_('don-thu', { 'phan-loai': { workingDays: null } }), 'phan-loai: NO_DEADLINE'],
    [
      'R-IN-07: a submission after two days',
      with_('den-thuong', { trinh: { workingDays: 2 } }),
      'trinh: SUBMITTED_TOO_LATE',
    ],
    [
      'R-IN-10: a direction by somebody who is not competent',
      with_('den-thuong', { 'but-phe': { holders: [{ kind: 'role', role: 'official' }] } }),
      'but-phe: NOT_COMPETENT',
    ],
    [
      'R-IN-09: work without a direction',
      with_('den-thuong', { trinh: { next: [to('giao-viec')] } }),
      'trinh: PASSES_OVER',
    ],
    ['a way back as a step', with_('den-thuong', { 'giao-viec': { next: [to('but-phe')] } }), 'giao-viec: BACKWARDS'],
    [
      'a branch that is never taken',
      with_('den-tinh-giao', { 'de-xuat': { next: [to('but-phe'), to('lay-y-kien')] } }),
      'de-xuat: NEVER_TAKEN',
    ],
    ['another beginning', with_('den-thuong', { trinh: null }), 'but-phe: WRONG_START'],
    [
      'a direction inside a unit',
      { ...shipped('den-thuong'), for: { kinds: [], urgencies: [], unit: 'KT' } },
      'trinh: WRONG_ACT',
    ],
  ])('%s', (_, flow, expected) => {
    expect(codes(flow)).toContain(expected);
  });
});

it('the first branch whose condition holds is taken; kinds count before urgencies, and those before everything', () => {
  const flow = shipped('den-tinh-giao');
  const facts = { kind: 'cong-van', urgency: 'normal', answerWanted: true } as const;
  expect(stepAfter(flow, 'de-xuat', facts)?.id).toBe('lay-y-kien');
  expect(stepAfter(flow, 'de-xuat', { ...facts, answerWanted: false })?.id).toBe('but-phe');
  expect(stepAfter(flow, 'giai-quyet', facts)).toBeNull();
  expect(['den-tinh-giao', 'den-khan', 'den-thuong'].map((key) => fit(shipped(key), facts))).toEqual([2, null, 0]);
  expect(fit(shipped('den-khan'), { ...facts, urgency: 'express' })).toBe(1);
});

describe('a flow of drafts is refused, naming the step and the article', () => {
  it.each([
    ['R-DRF-05: no content check', with_('di-khan', { soan: { next: [to('the-thuc')] } }), 'soan: PASSES_OVER'],
    ['R-DRF-06: no form check', with_('di-khan', { 'noi-dung': { next: [to('ky')] } }), 'noi-dung: PASSES_OVER'],
    [
      'R-DRF-06: no form check in a branch, behind somebody who is heard',
      with_('di-quyet-dinh-xa', { 'noi-dung': { next: [to('tham-tra', { opinionsAsked: true }), to('the-thuc')] } }),
      'tham-tra: PASSES_OVER',
    ],
    [
      'R-OUT-03: a number without signature',
      with_('di-khan', { 'the-thuc': { next: [to('cap-so')] } }),
      'the-thuc: PASSES_OVER',
    ],
    [
      'R-OUT-01: form before content',
      with_('di-khan', { 'the-thuc': { next: [to('noi-dung')] } }),
      'the-thuc: BACKWARDS',
    ],
    [
      'R-DRF-07: an opinion after the signature',
      with_('di-quyet-dinh-xa', {
        'the-thuc': { next: [to('ky')] },
        ky: { next: [to('tham-tra')] },
        'tham-tra': { next: [to('cap-so')] },
      }),
      'ky: AFTER_SIGNATURE',
    ],
    [
      'R-DRF-05: somebody else checks the content',
      with_('di-khan', { 'noi-dung': { holders: [{ kind: 'role', role: 'official' }] } }),
      'noi-dung: NOT_COMPETENT',
    ],
    [
      'R-SIG-08: a flow names who signs',
      with_('di-khan', { ky: { holders: [{ kind: 'role', role: 'director' }] } }),
      'ky: NOT_COMPETENT',
    ],
    [
      'R-OUT-04: a number after two days',
      with_('di-khan', { 'cap-so': { workingDays: 2 } }),
      'cap-so: NUMBERED_TOO_LATE',
    ],
    ['a step of incoming documents', with_('di-khan', { 'the-thuc': { act: 'direct' } }), 'the-thuc: WRONG_ACT'],
    ['an opinion without a day', with_('di-cong-van-xa', { 'y-kien': { workingDays: null } }), 'y-kien: NO_DEADLINE'],
    [
      'R-OUT-09: a normative kind',
      { ...shipped('di-khan'), for: { kinds: ['vbqppl-quyet-dinh'], urgencies: [], unit: null } },
      ': NORMATIVE_KIND',
    ],
  ] satisfies [string, routing.FlowDefinition, string][])('%s', (_, flow, expected) => {
    expect(codes(flow)).toContain(expected);
  });

  it('R-DRF-05: the refusal cites the article', () => {
    const [found] = checkFlow(with_('di-khan', { soan: { next: [to('the-thuc')] } }), staff);
    expect(found?.vi).toContain('Điều 12 khoản 1');
  });
});
