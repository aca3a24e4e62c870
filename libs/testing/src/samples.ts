import { randomUUID } from 'node:crypto';
import { Actor, type Role } from '@vanthu/contracts';

/** An official of a commune with one position; name what the test is about and leave the rest. */
export const sampleActor = (own: Partial<Actor> = {}): Actor =>
  Actor.parse({
    personId: randomUUID(),
    personName: 'Nguyễn Văn An',
    positionId: randomUUID(),
    positionTitle: 'Công chức Văn phòng',
    agencyId: randomUUID(),
    unitId: null,
    roles: ['official'],
    headOf: [],
    ...own,
  });

/** Somebody of the same agency in another role. */
export const colleagueOf = (actor: Actor, roles: Role[], own: Partial<Actor> = {}): Actor =>
  sampleActor({ agencyId: actor.agencyId, roles, ...own });
