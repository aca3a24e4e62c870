import { randomUUID } from 'node:crypto';
import { jest } from '@jest/globals';
import { type Actor, directory, type gateway, type Role } from '@vanthu/contracts';
import { createServiceTestbed, type TestbedOverrides } from '@vanthu/messaging';
import { GatewayHttp, gatewayService } from '../src/index.js';

// A database and a broker's stream of its own for each door.
jest.setTimeout(30_000);

export interface TestPerson {
  readonly personId: string;
  readonly username: string;
  readonly password: string;
  readonly actors: Actor[];
}

export function testPerson(username: string, roles: Role[]): TestPerson {
  const personId = randomUUID();
  const agencyId = randomUUID();
  const actor = (title: string, own: Role[]): Actor => ({
    personId,
    personName: 'Nguyễn Văn An',
    positionId: randomUUID(),
    positionTitle: title,
    agencyId,
    unitId: null,
    roles: own,
    headOf: [],
  });
  return {
    personId,
    username,
    password: 'mat-khau-dung',
    actors: [actor('Văn thư', roles), actor('Công chức', ['official'])],
  };
}

const answerOf = (actor: Actor) => ({
  positionId: actor.positionId,
  title: actor.positionTitle,
  agencyId: actor.agencyId,
  agencyName: 'Ủy ban nhân dân xã Vĩnh Bình',
  unitId: null,
  unitName: null,
  roles: actor.roles,
});

/** The door with a directory that knows these people. */
export async function openDoor(people: TestPerson[], overrides: TestbedOverrides = {}) {
  const bed = await createServiceTestbed(gatewayService, { ...overrides, extra: { ...overrides.extra } });
  let asked = 0;
  await bed.answer(directory.VerifyCredentials, ({ username, password }) => {
    const found = people.find((person) => person.username === username && person.password === password);
    return found ? { personId: found.personId } : directory.refuseDirectory('DIRECTORY.BAD_CREDENTIALS');
  });
  await bed.answer(directory.GetPerson, ({ personId }) => {
    const found = people.find((person) => person.personId === personId);
    return { personId, fullName: 'Nguyễn Văn An', positions: (found?.actors ?? []).map(answerOf) };
  });
  await bed.answer(directory.ResolveActor, ({ personId, positionId, on }) => {
    asked++;
    const actor = people.flatMap((person) => person.actors).find((one) => one.positionId === positionId);
    return actor?.personId === personId ? actor : directory.refuseDirectory('DIRECTORY.NO_SUCH_POSITION', { on });
  });
  const url = () => bed.service.app.get(GatewayHttp, { strict: false }).url;
  return { bed, url: url(), actorsResolved: () => asked, close: () => bed.close() };
}
export type Door = Awaited<ReturnType<typeof openDoor>>;

export interface SignedIn {
  readonly cookie: string;
  readonly session: gateway.SessionView;
  /** Asks as this session, with its CSRF token. */
  ask(path: string, init?: RequestInit): Promise<Response>;
}

export const signIn = (url: string, username: string, password: string, init: RequestInit = {}) =>
  fetch(`${url}/api/session`, {
    method: 'POST',
    ...init,
    headers: { 'content-type': 'application/json', ...(init.headers as Record<string, string>) },
    body: JSON.stringify({ username, password }),
  });

export async function signedIn(url: string, person: TestPerson): Promise<SignedIn> {
  const answer = await signIn(url, person.username, person.password);
  if (answer.status !== 200) throw new Error(`sign-in: ${answer.status} ${await answer.text()}`);
  const cookie = (answer.headers.get('set-cookie') ?? '').split(';')[0] ?? '';
  const session = (await answer.json()) as gateway.SessionView;
  return {
    cookie,
    session,
    ask: (path, init = {}) =>
      fetch(`${url}${path}`, {
        ...init,
        headers: { cookie, 'x-csrf-token': session.csrfToken, ...(init.headers as Record<string, string>) },
      }),
  };
}

export const refusal = async (answer: Response) => ({
  status: answer.status,
  ...((await answer.json()) as gateway.RefusalBody),
});
