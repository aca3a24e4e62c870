import { generateKeyPairSync, randomUUID } from 'node:crypto';
import { afterEach, expect, jest, test } from '@jest/globals';
import { FileTickets } from '../src/index.js';

const gateway = generateKeyPairSync('ed25519');
const issuing = new FileTickets(gateway);
const opening = new FileTickets({ publicKey: gateway.publicKey });
const actor = { personId: randomUUID(), agencyId: randomUUID() };
const content = { sha256: 'a'.repeat(64), bytes: 12, name: 'Tờ trình.pdf', mediaType: 'application/pdf', ...actor };

afterEach(() => {
  jest.useRealTimers();
});

test('a ticket is opened by the person and agency that it was made for, and by nobody else', async () => {
  const ticket = await issuing.issue(content);
  expect(await opening.open(ticket, actor)).toEqual(content);
  expect(await opening.open(ticket, { ...actor, personId: randomUUID() })).toMatchObject({ code: 'FILE.BAD_TICKET' });
  expect(await opening.open(ticket, { ...actor, agencyId: randomUUID() })).toMatchObject({ code: 'FILE.BAD_TICKET' });
});

test('a ticket that somebody else signed, or that was changed, is refused', async () => {
  const forged = await new FileTickets(generateKeyPairSync('ed25519')).issue(content);
  expect(await opening.open(forged, actor)).toMatchObject({ code: 'FILE.BAD_TICKET' });
  const [head, body, signature] = (await issuing.issue(content)).split('.') as [string, string, string];
  const changed = Buffer.from(Buffer.from(body, 'base64url').toString().replace('aaaa', 'bbbb')).toString('base64url');
  expect(await opening.open(`${head}.${changed}.${signature}`, actor)).toMatchObject({ code: 'FILE.BAD_TICKET' });
  expect(await opening.open('nothing', actor)).toMatchObject({ code: 'FILE.BAD_TICKET' });
});

test('a ticket dies with the staged content, after 24 hours', async () => {
  const ticket = await issuing.issue(content);
  jest.useFakeTimers({
    now: Date.now() + 24 * 3_600_000 + 1_000,
    doNotFake: ['setTimeout', 'setImmediate', 'nextTick', 'queueMicrotask'],
  });
  expect(await opening.open(ticket, actor)).toMatchObject({ code: 'FILE.BAD_TICKET' });
});

test('who has no private key issues nothing', async () => {
  await expect(opening.issue(content)).rejects.toThrow('Only the gateway');
});
