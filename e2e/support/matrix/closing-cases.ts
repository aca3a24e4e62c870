import { randomUUID } from 'node:crypto';
import { type ClosedRegister, type ClosedRegisterContracts, incoming, outgoing } from '@vanthu/contracts';
import type { Office } from '../office.js';
import { act, type Case, type Username } from './case.js';

let month = 0;
/** A month in which nothing was registered, another each time: what is closed is not closed again. */
function emptyMonth() {
  month += 1;
  const from = new Date(Date.UTC(2001, month - 1, 1));
  const to = new Date(Date.UTC(2001, month, 0));
  const day = (date: Date) => date.toISOString().slice(0, 10);
  return { from: day(from), to: day(to), volume: '01' };
}

/** What the organisation would sign; the key for it is not open, and the order stands. */
const closedAt = (service: 'outgoing' | 'incoming') => async (office: Office) => {
  const closed = await office.post<ClosedRegister>('vanthu', `/api/${service}/register/closed`, emptyMonth());
  return { closedId: closed.id, manifestHash: closed.file?.manifestHash ?? '', activationId: randomUUID() };
};

function casesOf(contracts: ClosedRegisterContracts, service: 'outgoing' | 'incoming', readers: Username[]): Case[] {
  const { CloseRegister, SealClosedRegister, FindClosedRegisters, OpenClosedRegister } = contracts;
  const path = `/${service}/register/closed/{closedId}/file`;
  const openClosed = { ...OpenClosedRegister, http: { method: 'GET', path, summary: '' } as const };
  return [
    act(CloseRegister, 'a month that is over', { prepare: async () => emptyMonth(), may: 'all' }),
    act(SealClosedRegister, 'closed', { prepare: closedAt(service), may: ['vanthu'] }),
    act(FindClosedRegisters, 'own agency', { input: () => ({ year: 2001 }), may: 'all' }),
    act(openClosed, 'closed', {
      prepare: async (office) => ({ closedId: (await closedAt(service)(office)).closedId, act: 'view' }),
      may: readers,
    }),
  ];
}

export const closingCases: Case[] = [
  ...casesOf(outgoing, 'outgoing', ['vanthu', 'chutich', 'phochutich']),
  ...casesOf(incoming, 'incoming', ['vanthu']),
];
