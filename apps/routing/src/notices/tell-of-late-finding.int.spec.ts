import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { incoming, isRefusal, routing } from '@vanthu/contracts';
import { agencyId, Commune, monday } from '../../test/commune.js';

let commune: Commune;
beforeAll(async () => {
  commune = await Commune.open();
});
afterAll(() => commune.bed.close());

const told = async (who: 'clerk' | 'chairman' | 'financeHead', documentId: string) => {
  const found = await commune.bed.ask(routing.FindNotices, { limit: 50, unread: true }, commune.as(who));
  const kinds = isRefusal(found) ? [] : found.items.filter((one) => one.documentId === documentId);
  return kinds.map(({ kind }) => kind).filter((kind) => kind === 'signature-failed');
};
const checked = (documentId: string, advice: 'accept' | 'return', aggregateSequence: number) =>
  commune.bed.emit(incoming.IncomingChecked, {
    ...{ aggregateId: documentId, aggregateSequence, occurredAt: monday },
    payload: {
      ...{ documentId, agencyId, readers: [], advice, checkedAt: monday },
      answer: advice === 'accept' ? 'valid' : 'invalid',
    },
  });

it('R-IN-02: a signature that is found bad after the number is told to the clerks and the leader, once', async () => {
  const documentId = await commune.registered();
  await commune.submit(documentId);
  await checked(documentId, 'accept', 2);
  expect(await told('clerk', documentId)).toEqual([]);
  await checked(documentId, 'return', 3);
  await checked(documentId, 'return', 4);
  expect(await told('clerk', documentId)).toEqual(['signature-failed']);
  expect(await told('chairman', documentId)).toEqual(['signature-failed']);
  expect(await told('financeHead', documentId)).toEqual([]);
  // Before the number the clerk has it at the desk, and nothing is told here.
  const unregistered = randomUUID();
  await checked(unregistered, 'return', 1);
  expect(await told('clerk', unregistered)).toEqual([]);
});
