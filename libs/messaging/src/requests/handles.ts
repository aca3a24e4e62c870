import 'reflect-metadata';
import type {
  EventContract,
  EventEnvelope,
  InputOf,
  OutputOf,
  PayloadOf,
  Refusal,
  RequestContract,
} from '@vanthu/contracts';
import type { Tx } from '@vanthu/persistence';
import type { ListenContext, RequestContext } from '../context.js';

/** What a handler returns: what the contract promises, or a refusal. */
export type Answer<C extends RequestContract> = OutputOf<C> | Refusal;

export type Handler<C extends RequestContract> = (input: InputOf<C>, ctx: RequestContext) => Promise<Answer<C>>;

/** An event as a listener gets it: the envelope, with the payload parsed. */
export type ListenedEvent<E extends EventContract = EventContract> = E extends EventContract
  ? Omit<EventEnvelope, 'payload'> & { payload: PayloadOf<E> }
  : never;

export type Listener<E extends EventContract> = (
  event: ListenedEvent<E>,
  tx: Tx,
  ctx: ListenContext,
) => Promise<unknown>;

const handlesKey = Symbol('vanthu handles');
const listensKey = Symbol('vanthu listens');

interface Marked<T> {
  method: string | symbol;
  contracts: readonly T[];
}

function mark<T>(key: symbol, target: object, method: string | symbol, contracts: readonly T[]): void {
  const marked = (Reflect.getOwnMetadata(key, target) as Marked<T>[] | undefined) ?? [];
  Reflect.defineMetadata(key, [...marked, { method, contracts }], target);
}

/** The method answers this request. On a provider or controller of the service's module. */
export const Handles =
  <C extends RequestContract>(contract: C) =>
  <T extends Handler<C>>(target: object, method: string | symbol, _: TypedPropertyDescriptor<T>): void =>
    mark(handlesKey, target, method, [contract]);

/**
 * The method hears these events, each once and in the order of its aggregate, in the transaction in which the inbox records it.
 * Everything it writes goes through `tx`; it may run again after a rollback.
 */
export const Listens =
  <const E extends readonly [EventContract, ...EventContract[]]>(...contracts: E) =>
  <T extends Listener<E[number]>>(target: object, method: string | symbol, _: TypedPropertyDescriptor<T>): void =>
    mark(listensKey, target, method, contracts);

/** Narrows an event of a listener for several. */
export const isEvent = <E extends EventContract>(event: { type: string }, contract: E): event is ListenedEvent<E> =>
  event.type === contract.type;

/** Methods of one instance that carry the mark, inherited ones included. */
function markedOf<T>(key: symbol, instance: object): Marked<T>[] {
  const all: Marked<T>[] = [];
  for (let p: object | null = Object.getPrototypeOf(instance); p !== null; p = Object.getPrototypeOf(p)) {
    all.push(...((Reflect.getOwnMetadata(key, p) as Marked<T>[] | undefined) ?? []));
  }
  return all;
}

type Callable = Record<string | symbol, (...args: unknown[]) => Promise<unknown>>;

export function handlersOf(instance: object): { contract: RequestContract; handler: Handler<RequestContract> }[] {
  return markedOf<RequestContract>(handlesKey, instance).flatMap(({ method, contracts }) =>
    contracts.map((contract) => ({
      contract,
      handler: (input: unknown, ctx: RequestContext) => (instance as Callable)[method]!(input, ctx),
    })),
  );
}

export function listenersOf(
  instance: object,
): { contract: EventContract; listener: Listener<EventContract>; name: string }[] {
  return markedOf<EventContract>(listensKey, instance).flatMap(({ method, contracts }) =>
    contracts.map((contract) => ({
      contract,
      listener: (event: unknown, tx: Tx, ctx: ListenContext) => (instance as Callable)[method]!(event, tx, ctx),
      name: `${instance.constructor.name}.${String(method)}`,
    })),
  );
}
