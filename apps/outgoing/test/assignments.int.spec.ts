import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outgoing } from '@vanthu/contracts';
import { culture, people } from './people.js';
import { decision, World } from './world.js';

const { AssignDrafting, ChangeAssignment, WithdrawAssignment, TakeUpAssignment, FindAssignments } = outgoing;

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world?.close());

const charge = async () =>
  (await world.done(AssignDrafting, { unitId: culture.id, matter: 'Dự thảo Quyết định', dueOn: null }, people.signer))
    .id;
const found = async () =>
  (await world.done(FindAssignments, { open: true, limit: 100 }, people.drafter)).assignments.map(({ id }) => id);

describe('what a unit was charged with drafting (Art. 10.1)', () => {
  it('is changed by who gave it, while nobody has begun, and the unit is told', async () => {
    const assignmentId = await charge();
    const wish = { assignmentId, matter: 'Dự thảo Công văn', dueOn: '2025-03-20' };
    await world.done(ChangeAssignment, wish, people.signer);
    const { assignments } = await world.done(FindAssignments, { open: true, limit: 100 }, people.signer);
    expect(assignments.find(({ id }) => id === assignmentId)).toMatchObject({
      ...{ matter: 'Dự thảo Công văn', dueOn: '2025-03-20', mayChange: true },
    });
    const events = await world.bed.events(outgoing.AssignmentChanged);
    expect(events.at(-1)?.payload).toMatchObject({ assignmentId, unitId: culture.id, matter: 'Dự thảo Công văn' });
    await world.refuses('OUTGOING.DAY_PAST', ChangeAssignment, { ...wish, dueOn: '2024-01-01' }, people.signer);
    await world.refuses('REQUEST.NOT_FOUND', ChangeAssignment, wish, people.chair);
  });

  it('is withdrawn by who gave it; nobody begins it afterwards', async () => {
    const assignmentId = await charge();
    await world.refuses(
      'ACCESS.NOT_ALLOWED',
      WithdrawAssignment,
      { assignmentId, reason: 'Không cần' },
      people.drafter,
    );
    await world.done(WithdrawAssignment, { assignmentId, reason: 'Không còn cần' }, people.signer);
    expect(await found()).not.toContain(assignmentId);
    expect((await world.bed.events(outgoing.AssignmentWithdrawn)).at(-1)?.payload).toMatchObject({
      ...{ assignmentId, reason: 'Không còn cần' },
    });
    const documentId = await world.create();
    await world.refuses('OUTGOING.ASSIGNMENT_BEGUN', TakeUpAssignment, { assignmentId, documentId }, people.drafter);
    await world.refuses(
      'OUTGOING.ASSIGNMENT_BEGUN',
      WithdrawAssignment,
      { assignmentId, reason: 'Lại' },
      people.signer,
    );
  });

  it('stands once the unit has begun', async () => {
    const assignmentId = await charge();
    const documentId = await world.create(decision());
    await world.done(TakeUpAssignment, { assignmentId, documentId }, people.drafter);
    await world.refuses(
      'OUTGOING.ASSIGNMENT_BEGUN',
      WithdrawAssignment,
      { assignmentId, reason: 'Muộn' },
      people.signer,
    );
  });
});
