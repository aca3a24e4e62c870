import { createHash, randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, directory, outgoing } from '@vanthu/contracts';
import type { RequestContext } from '@vanthu/messaging';
import { type Door, openDoor, signedIn, testPerson } from './door.js';

const official = testPerson('an.nguyen', ['official']);
const newKey = () => `vtk_${randomBytes(32).toString('base64url')}`;
const hashOf = (key: string) => createHash('sha256').update(key).digest('hex');
const accounts = { own: { key: newKey(), id: randomUUID() }, other: { key: newKey(), id: randomUUID() } };
const documentId = randomUUID();
const view = {
  ...{ documentId, reference: 'HS-1', requestedAt: '2025-03-05T02:00:00.000Z', changedAt: '2025-03-05T02:00:00.000Z' },
  ...{ state: 'submitted' as const, waitingFor: 'Thủ trưởng đơn vị', returnReason: null, numberAndSymbol: null },
  ...{ documentDate: null, issuedAt: null, fileSha256: null, voided: null, recalled: null, attachments: [] },
};

let door: Door;
let heard: RequestContext[] = [];
const revoked = new Set<string>();
beforeAll(async () => {
  door = await openDoor([official]);
  await door.bed.answer(directory.ResolveMachine, ({ keySha256 }) => {
    const found = Object.values(accounts).find(({ key }) => hashOf(key) === keySha256);
    if (!found || revoked.has(found.id)) return directory.refuseDirectory('DIRECTORY.BAD_KEY');
    return { ...(official.actors[1] as Actor), machine: { accountId: found.id, name: 'Một cửa' } };
  });
  await door.bed.answer(outgoing.RequestDocument, (_, ctx) => {
    heard.push(ctx);
    return view;
  });
  await door.bed.answer(outgoing.FindRequestedDocuments, () => ({ documents: [view], next: null }));
  await door.bed.answer(outgoing.FindOutgoing, () => ({ items: [], nextCursor: null, total: 0 }));
  await door.bed.answer(outgoing.GetRequestedDocument, () => view);
});
afterAll(() => door?.close());

const path = '/api/machine/outgoing-documents';
const ask = (url: string, key: string | null, init: RequestInit = {}) =>
  fetch(`${door.url}${url}`, {
    ...init,
    headers: { ...(key === null ? {} : { authorization: `Bearer ${key}` }), ...(init.headers as object) },
  });
const draft = {
  ...{ kind: 'cong-van', abstract: 'trả kết quả', signerPositionId: randomUUID(), recipients: [], reference: 'HS-1' },
  body: { form: 'letter', addressees: ['Ông Trần Văn A'], paragraphs: ['Trả kết quả.'] },
};
const request = (key: string | null, id = randomUUID()) =>
  ask(path, key, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'idempotency-key': id },
    body: JSON.stringify(draft),
  });

describe('the door for other systems', () => {
  it('asks the owner for the official who answers, marked with the account, under a command id of the account', async () => {
    heard = [];
    const id = randomUUID();
    expect((await request(accounts.own.key, id)).status).toBe(200);
    await request(accounts.own.key, id);
    await request(accounts.other.key, id);
    expect(heard.map(({ actor }) => actor?.machine?.accountId)).toEqual([
      accounts.own.id,
      accounts.own.id,
      accounts.other.id,
    ]);
    const [first, again, other] = heard.map(({ commandId }) => commandId);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
  });

  it('lets nobody in without a key, with another’s shape of key, or with one that was revoked, in the same words', async () => {
    heard = [];
    revoked.add(accounts.other.id);
    const answers = await Promise.all(
      [null, 'x', newKey(), accounts.other.key, `${accounts.own.key}x`].map((key) => request(key)),
    );
    revoked.clear();
    for (const answer of answers) {
      expect([answer.status, ((await answer.json()) as { code?: string }).code]).toEqual([401, 'DIRECTORY.BAD_KEY']);
    }
    expect(heard).toEqual([]);
  });

  it('a session opens none of these doors, and a key none of the others', async () => {
    const me = await signedIn(door.url, official);
    expect((await me.ask(path)).status).toBe(401);
    for (const url of ['/api/outgoing/documents', '/api/session', '/api/directory/machine-accounts']) {
      expect([url, (await ask(url, accounts.own.key)).status]).toEqual([url, 401]);
    }
  });

  it('takes a PDF with the key alone, for the official of the account; nothing without a key or that is no PDF', async () => {
    const upload = (key: string | null, body: string) =>
      ask('/api/machine/uploads?name=don.pdf', key, {
        method: 'PUT',
        headers: { 'content-type': 'application/pdf' },
        body,
      });
    const taken = await upload(accounts.own.key, '%PDF-1.7\n%%EOF\n');
    expect(taken.status).toBe(200);
    const { ticket, name } = (await taken.json()) as { ticket: string; name: string };
    const claims = JSON.parse(Buffer.from(ticket.split('.')[1] ?? '', 'base64url').toString('utf8'));
    expect([name, claims.personId]).toEqual(['don.pdf', official.actors[1]?.personId]);
    expect((await upload(null, '%PDF-1.7')).status).toBe(401);
    expect((await upload(newKey(), '%PDF-1.7')).status).toBe(401);
    expect((await upload(accounts.own.key, 'MZ')).status).toBeGreaterThanOrEqual(400);
  });
});
