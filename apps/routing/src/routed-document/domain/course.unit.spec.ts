import { expect, it } from '@jest/globals';
import { shippedFlows } from '../../flows/shipped-flows.js';
import { type Course, openParts, settled, waitedFor } from './course.js';

const said = { by: 'Trưởng phòng', at: '2025-03-10T03:00:00.000Z', text: 'Nhất trí' };
const course = (waits: Course['waits'], ...spoken: boolean[]): Course => ({
  ...{ definitionId: 'd', flowName: 'Luồng', flowVersion: 1, stepId: 'y-kien', stepName: 'Lấy ý kiến' },
  ...{ act: 'opinion', waits, escalation: null },
  parts: spoken.map((has, place) => ({ name: `Phòng ${place}`, holders: [`head:${place}`], said: has ? said : null })),
});

it('all are waited for, or the first alone, and nobody longer than the day of the step', () => {
  const names = (one: Course | null) => openParts(one).map(({ name }) => name);
  expect(names(course('all', true, false, false))).toEqual(['Phòng 1', 'Phòng 2']);
  expect(names(course('any', false, false))).toEqual(['Phòng 0', 'Phòng 1']);
  expect(names(course('any', true, false))).toEqual([]);
  expect(names(null)).toEqual([]);
  const waiting = { course: course('all', false), dueOn: '2025-03-11', urgency: 'normal' } as const;
  expect(waitedFor(waiting, '2025-03-11')).toBe(waiting.course);
  expect(waitedFor(waiting, '2025-03-12')).toBeNull();
  expect(waitedFor({ ...waiting, course: course('all', true) }, '2025-03-11')).toBeNull();
  // What is urgent is with the leader at once (Art. 23.1).
  expect(waitedFor({ ...waiting, urgency: 'urgent' }, '2025-03-11')).toBeNull();
});

it('what is sent back to the leader stands at the direction again, and with the clerk at the first step', () => {
  const facts = { kind: 'cong-van', urgency: 'normal', answerWanted: false } as const;
  const handled: Course = { ...course('all'), stepId: 'giai-quyet', act: 'handle' };
  const stepAt = (state: Parameters<typeof settled>[1]) => settled(handled, state, shippedFlows.usual, facts).stepId;
  expect(stepAt('submitted')).toBe('but-phe');
  expect(stepAt('registered')).toBe('trinh');
  expect(stepAt('in-progress')).toBe('giai-quyet');
  expect(stepAt('completed')).toBe('giai-quyet');
});
