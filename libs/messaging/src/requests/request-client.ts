import { randomUUID } from 'node:crypto';
import {
  type Actor,
  type InputOf,
  type OutputOf,
  type Refusal,
  ReplyEnvelope,
  type RequestContract,
} from '@vanthu/contracts';
import { childTraceparent, observeSeconds } from '@vanthu/observability';
import { firstValueFrom, timeout as within } from 'rxjs';
import type { ActContext } from '../context.js';
import type { TokenSigner } from '../identity/tokens.js';
import type { SharedNatsClient } from '../nats/nest-transport.js';
import { uuidV5 } from '../uuid-v5.js';

/** Real milliseconds that a request may take. */
export const requestTimeoutMs = 2_000;

/** On whose behalf a request is made. */
export type Asking =
  /**
   * For the one who asked us. `part` tells apart two requests of the same kind under one command (one per document, say):
   * the derived command id follows from the original, the contract and the part.
   */
  | { for: Pick<ActContext, 'actor' | 'commandId' | 'traceparent' | 'at'>; part?: string; timeoutMs?: number }
  /** In the service's own name. */
  | { asService: true; commandId?: string; at?: string; timeoutMs?: number }
  /** For a person at the door: only the gateway is believed. The command id is the one that came with the request. */
  | { actor: Actor; commandId?: string; at?: string | undefined; timeoutMs?: number };

export type RequestFailure = 'timeout' | 'unavailable' | 'fault';

/** No answer, or a fault of the other side. A command may be asked again under the same id: it has one effect. */
export class RequestFailed extends Error {
  override readonly name = 'RequestFailed';
  readonly retryable: boolean;

  constructor(
    readonly subject: string,
    readonly reason: RequestFailure,
    /** Under which the other side has logged the cause. */
    readonly faultId: string | null,
    options?: { cause: unknown },
  ) {
    super(`${subject}: ${reason}${faultId === null ? '' : ` ${faultId}`}`, options);
    this.retryable = reason !== 'fault';
  }
}

const unavailable = /no subscribers|no responders|connection lost|connection closed|disconnect|not initialized|closed/i;

const messageOf = (error: unknown): string =>
  error instanceof Error ? `${error.name} ${error.message}` : typeof error === 'string' ? error : JSON.stringify(error);

/** Asks other services, with a token signed by this one. */
export class RequestClient {
  constructor(
    private readonly nats: SharedNatsClient,
    private readonly signer: TokenSigner,
  ) {}

  /**
   * @returns what the contract promises, or the owner's refusal
   * @throws  RequestFailed when there is no answer
   */
  async ask<C extends RequestContract>(contract: C, input: InputOf<C>, asking: Asking): Promise<OutputOf<C> | Refusal> {
    const { actor, commandId, at, parent } = whoAsks(contract, asking);
    const token = this.signer.sign({ audience: contract.subject, commandId, actor, at });
    const started = performance.now();
    let outcome = 'failed';
    try {
      const reply = await this.send(
        contract.subject,
        {
          v: 1,
          token,
          traceparent: childTraceparent(parent),
          body: input,
        },
        asking.timeoutMs ?? requestTimeoutMs,
      );
      outcome = reply.outcome;
      if (reply.outcome === 'fault') throw new RequestFailed(contract.subject, 'fault', reply.faultId);
      if (reply.outcome === 'refused') {
        const { code, message, details } = reply.refusal;
        // Not an answer of the business: whoever asked must not take it for one.
        if (code === 'SERVICE.UNAVAILABLE') throw new RequestFailed(contract.subject, 'unavailable', null);
        if (code === 'SERVICE.TIMEOUT') throw new RequestFailed(contract.subject, 'timeout', null);
        return { refused: true, code, message, details };
      }
      // The owner may be an older or newer release: what it says is parsed like anything from outside.
      return contract.output.parse(reply.body) as OutputOf<C>;
    } finally {
      observeSeconds('asked', (performance.now() - started) / 1000, {
        service: this.signer.service,
        request: contract.subject,
        outcome,
      });
    }
  }

  private async send(subject: string, envelope: unknown, timeoutMs: number): Promise<ReplyEnvelope> {
    let reply: unknown;
    try {
      reply = await firstValueFrom(this.nats.send<unknown>(subject, envelope).pipe(within(timeoutMs)));
    } catch (error) {
      const words = messageOf(error);
      if (/timeout/i.test(words)) throw new RequestFailed(subject, 'timeout', null, { cause: error });
      if (unavailable.test(words)) throw new RequestFailed(subject, 'unavailable', null, { cause: error });
      throw new RequestFailed(subject, 'fault', null, { cause: error });
    }
    const parsed = ReplyEnvelope.safeParse(reply);
    if (!parsed.success) throw new RequestFailed(subject, 'fault', null, { cause: parsed.error });
    return parsed.data;
  }
}

function whoAsks(contract: RequestContract, asking: Asking) {
  if ('for' in asking) {
    const { actor, commandId, at, traceparent } = asking.for;
    const name = asking.part === undefined ? contract.subject : `${contract.subject} ${asking.part}`;
    return { actor: actor ?? undefined, commandId: uuidV5(commandId, name), at, parent: traceparent };
  }
  const actor = 'actor' in asking ? asking.actor : undefined;
  return { actor, commandId: asking.commandId ?? randomUUID(), at: asking.at, parent: undefined };
}
