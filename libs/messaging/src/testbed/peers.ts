import { randomUUID } from 'node:crypto';
import type { NatsConnection } from '@nats-io/transport-node';
import type { Actor, InputOf, OutputOf, Refusal, RequestContract, Service } from '@vanthu/contracts';
import { createLogger } from '@vanthu/observability';
import type { RequestContext } from '../context.js';
import { loadServiceKeys } from '../identity/service-keys.js';
import { connectNats, inboxPrefixOf } from '../nats/connection.js';
import { SharedNatsClient } from '../nats/nest-transport.js';
import { Answerer } from '../requests/answerer.js';
import type { Answer, Handler } from '../requests/handles.js';
import { type Asking, RequestClient } from '../requests/request-client.js';
import type { ServiceConfig } from '../service/service-config.js';

/** Who asks in a test: a person (at the gateway, unless a service is named that asks for them) or a service. */
export type TestAsker = { actor?: Actor; service?: Service; commandId?: string; at?: string };

interface Peer {
  nats: NatsConnection;
  requests: RequestClient;
}

type Fake = (input: unknown, ctx: RequestContext) => Promise<unknown>;

/** No test is about how fast an answer comes: the machine may be busy with other tests. */
const patienceMs = 6_000;

/** The other services, as far as a test needs them: each with its own identity. */
export class Peers {
  private readonly peers = new Map<Service, Promise<Peer>>();
  private readonly fakes = new Map<string, Fake>();

  constructor(
    private readonly broker: { url: string; passwordOf(service: Service): string },
    private readonly keys: Record<string, { privateJwkFile: string; jwksFile: string }>,
    private readonly clock: ServiceConfig['clock'],
  ) {}

  connect(service: Service): Promise<Peer> {
    let peer = this.peers.get(service);
    if (peer === undefined) {
      peer = this.open(service);
      this.peers.set(service, peer);
    }
    return peer;
  }

  private keyFiles(service: Service) {
    const files = this.keys[service];
    if (files === undefined) throw new Error(`No key for ${service}.`);
    return files;
  }

  private async open(service: Service): Promise<Peer> {
    const log = createLogger(`test ${service}`, { level: 'silent' });
    const nats = await connectNats(
      service,
      { url: this.broker.url, user: service, password: this.broker.passwordOf(service) },
      log,
    );
    const client = new SharedNatsClient(nats, inboxPrefixOf(service));
    await client.connect();
    const { signer } = await loadServiceKeys(service, this.keyFiles(service));
    return { nats, requests: new RequestClient(client, signer) };
  }

  async ask<C extends RequestContract>(
    contract: C,
    input: InputOf<C>,
    asker: TestAsker,
  ): Promise<OutputOf<C> | Refusal> {
    const { requests } = await this.connect(asker.service ?? 'gateway');
    const timeoutMs = Math.max(contract.http?.timeoutMs ?? 0, patienceMs);
    const more = { timeoutMs, ...(asker.at === undefined ? {} : { at: asker.at }) };
    const commandId = asker.commandId ?? randomUUID();
    const asking: Asking =
      asker.actor === undefined ? { asService: true, commandId, ...more } : { actor: asker.actor, commandId, ...more };
    return requests.ask(contract, input, asking);
  }

  /** Answers a request in the name of its owner; a later fake for the same request replaces the earlier. */
  async answer<C extends RequestContract>(
    contract: C,
    fake: (input: InputOf<C>, ctx: RequestContext) => Answer<C> | Promise<Answer<C>>,
  ): Promise<void> {
    const known = this.fakes.has(contract.subject);
    this.fakes.set(contract.subject, fake as Fake);
    if (known) return;
    const { nats } = await this.connect(contract.service);
    const { verifier } = await loadServiceKeys(contract.service, this.keyFiles(contract.service));
    const log = createLogger(`test ${contract.service}`, { level: 'error' });
    const answerer = new Answerer({ verifier, clock: this.clock, log });
    const handler = (async (i: unknown, ctx: RequestContext) =>
      this.fakes.get(contract.subject)?.(i, ctx)) as Handler<RequestContract>;
    nats.subscribe(contract.subject, {
      queue: contract.service,
      callback: (_error, message) => {
        // As Nest's transport frames requests and answers.
        const { id, data } = message.json<{ id: string; data: unknown }>();
        void answerer
          .answer(contract, handler, data)
          .then((response) => message.respond(JSON.stringify({ id, response, isDisposed: true })));
      },
    });
    await nats.flush();
  }

  async close(): Promise<void> {
    for (const peer of this.peers.values()) {
      const { nats } = await peer;
      await nats.close();
    }
  }
}
