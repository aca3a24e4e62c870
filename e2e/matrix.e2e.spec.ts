import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mayTry, type Right, requestContracts } from '@vanthu/contracts';
import type { Person, Reply } from '@vanthu/testing';
import { type Case, everybody, type Username } from './support/matrix/case.js';
import { closingCases } from './support/matrix/closing-cases.js';
import { draftingCases } from './support/matrix/drafting-cases.js';
import { incomingCases } from './support/matrix/incoming-cases.js';
import { otherCases } from './support/matrix/other-cases.js';
import { outgoingCases } from './support/matrix/outgoing-cases.js';
import { Office } from './support/office.js';

/** Every act × role × agency: the rights of `rights.ts`, and what the owners of documents say beyond them. */
const cases: readonly Case[] = [...outgoingCases, ...closingCases, ...draftingCases, ...incomingCases, ...otherCases];

let office: Office;
beforeAll(async () => {
  office = await Office.open();
  for (const username of everybody) await office.positionOf(username);
}, 200_000);
afterAll(() => office?.close());

it('every request that the web may ask has its line in the matrix', () => {
  const expected = new Set(cases.map(({ contract }) => contract.subject));
  const forgotten = requestContracts.filter(
    // Of systems with a key: no session opens them, whoever's it is (the next case).
    ({ http, forMachines, subject }) => http && !forMachines && !expected.has(subject),
  );
  expect(forgotten.map(({ subject }) => subject)).toEqual([]);
});

it('no session asks what is made for other systems', async () => {
  const person = await office.as('chutich');
  const reads = requestContracts.filter(({ http, forMachines }) => forMachines && http?.method === 'GET');
  const replies = await Promise.all(
    reads.map(({ http }) => person.get<{ code?: string }>(`/api${http?.path.replace(/\{\w+\}/g, randomUUID())}`)),
  );
  expect(replies.map(({ status, body }) => [status, body.code])).toEqual(reads.map(() => [401, 'DIRECTORY.BAD_KEY']));
});

it('the people of the matrix hold every role, and an administrator holds no other', async () => {
  const positions = await Promise.all(everybody.map((username) => office.positionOf(username)));
  const roles = new Set(positions.flatMap((position) => position.roles));
  expect([...roles].sort()).toEqual(
    ['administrator', 'clerk', 'director', 'form-checker', 'leadership', 'official', 'signer', 'unit-head'].sort(),
  );
  expect((await office.positionOf('quantri')).roles).toEqual(['administrator']);
});

function send(person: Person, { contract }: Case, input: Record<string, unknown>): Promise<Reply<{ code?: string }>> {
  const { method, path } = contract.http ?? { method: 'GET', path: '' };
  const rest = { ...input };
  const filled = `/api${path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = String(rest[name]);
    delete rest[name];
    return value;
  })}`;
  if (method !== 'GET') return person.ask(method, filled, rest, {});
  const query = new URLSearchParams(
    Object.entries(rest).map(([name, value]): [string, string] => [name, String(value)]),
  );
  return person.get(`${filled}?${query}`);
}

const wordOf = (reply: Reply<{ code?: string }>): string =>
  reply.status < 300 ? 'done' : `${reply.status === 500 ? 'FAULT ' : ''}${reply.body.code}`;

async function expectedOf(one: Case, username: Username): Promise<string> {
  const { right } = one.contract;
  if (right !== undefined && right !== 'signed-in') {
    if (!mayTry((await office.positionOf(username)).roles, right as Right)) return 'ACCESS.NOT_ALLOWED';
  }
  if (one.may === 'all' || one.may.includes(username)) return 'done';
  return one.refused?.[username] ?? 'REQUEST.NOT_FOUND';
}

interface Line {
  readonly who: Username;
  readonly expected: string;
  readonly said: string;
}

/** First all who are refused, on one and the same; then everybody whose turn it is, each on one of his own. */
async function ask(one: Case): Promise<Line[]> {
  const lines: Line[] = [];
  const shared = await one.prepare(office);
  const askAs = async (who: Username, made: object) => {
    const input = (await one.input?.(made as never, who, office)) ?? made;
    return wordOf(await send(await office.as(who), one, input as Record<string, unknown>));
  };
  const wanted = await Promise.all(everybody.map(async (who) => ({ who, expected: await expectedOf(one, who) })));
  for (const { who, expected } of wanted.filter((line) => line.expected !== 'done'))
    lines.push({ who, expected, said: await askAs(who, shared) });
  let made: object | null = shared;
  for (const { who, expected } of wanted.filter((line) => line.expected === 'done')) {
    const changes = one.contract.http?.method !== 'GET';
    made ??= await one.prepare(office);
    lines.push({ who, expected, said: await askAs(who, made) });
    if (changes) made = null;
  }
  return lines;
}

const tableOf = (lines: readonly Line[]): string =>
  lines.map(({ who, said }) => `${who.padEnd(18)} ${said}`).join('\n');

describe('who may do what', () => {
  const named = cases.map((one) => [`${one.contract.subject.slice(3)} (${one.situation})`, one] as const);
  it.each(named)(
    '%s',
    async (_name, one) => {
      const lines = await ask(one);
      const should = lines.map(({ who, expected }) => ({ who, expected, said: expected }));
      expect(`\n${tableOf(lines)}`).toBe(`\n${tableOf(should)}`);
    },
    60_000,
  );

  it('an administrator reads no document, whatever state it is in', async () => {
    const reads = cases.filter(({ contract }) => /get-document|open-file|get-evidence/.test(contract.subject));
    expect(reads.length).toBeGreaterThan(6);
    for (const one of reads) expect(await expectedOf(one, 'quantri')).toBe('ACCESS.NOT_ALLOWED');
  });
});
