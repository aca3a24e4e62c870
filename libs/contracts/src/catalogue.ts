import { closingRefusals } from './core/closed-register.js';
import type { EventContract, RequestContract } from './core/contract.js';
import { commonRefusals, type RefusalTable } from './core/refusal.js';
import * as directory from './directory/index.js';
import { gatewayRefusals } from './gateway/gateway.js';
import * as incoming from './incoming/index.js';
import * as outgoing from './outgoing/index.js';
import * as routing from './routing/index.js';
import * as signing from './signing/index.js';
import * as stats from './stats/index.js';

const modules: Record<string, unknown>[] = [directory, outgoing, incoming, routing, signing, stats];
const exported = modules.flatMap((module) => Object.values(module));

const ofKind = (value: unknown, ...kinds: string[]): boolean =>
  typeof value === 'object' && value !== null && kinds.includes((value as { kind?: string }).kind ?? '');

/** Every request between services and from the web. */
export const requestContracts = exported.filter(
  (v): v is RequestContract => ofKind(v, 'command', 'query') && 'subject' in (v as object),
);

/** Every event. */
export const eventContracts = exported.filter(
  (v): v is EventContract => ofKind(v, 'event') && 'payload' in (v as object),
);

/** Every refusal code with its status and Vietnamese sentence. */
export const refusalTable: RefusalTable = {
  ...commonRefusals,
  ...closingRefusals,
  ...gatewayRefusals,
  ...directory.directoryRefusals,
  ...outgoing.outgoingRefusals,
  ...incoming.incomingRefusals,
  ...routing.routingRefusals,
  ...signing.signingRefusals,
  ...signing.verificationRefusals,
  ...stats.statsRefusals,
};
