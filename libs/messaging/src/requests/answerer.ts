import { randomUUID } from 'node:crypto';
import {
  commonRefusals,
  isRefusal,
  mayTry,
  principalsOf,
  type Refusal,
  type ReplyEnvelope,
  type RequestClaims,
  type RequestContract,
  RequestEnvelope,
  refusalTable,
  refuser,
} from '@vanthu/contracts';
import { childTraceparent, type Logger, observeSeconds, withTrace } from '@vanthu/observability';
import { faultOf } from '@vanthu/persistence';
import { actContext, type RequestContext } from '../context.js';
import type { TokenVerifier } from '../identity/tokens.js';
import type { Handler } from './handles.js';
import { invalidInput } from './invalid-input.js';

const refuse = refuser(commonRefusals);

export interface AnswererOptions {
  verifier: TokenVerifier;
  clock: 'real' | 'simulated';
  log: Logger;
}

/** Between the wire and a handler: who asks, whether they may, and that what goes in and out is what the contract says. */
export class Answerer {
  constructor(private readonly options: AnswererOptions) {}

  async answer<C extends RequestContract>(contract: C, handler: Handler<C>, message: unknown): Promise<ReplyEnvelope> {
    const started = performance.now();
    const reply = await this.reply(contract, handler, message);
    observeSeconds('answered', (performance.now() - started) / 1000, {
      service: contract.service,
      request: contract.name,
      outcome: reply.outcome,
    });
    return reply;
  }

  private async reply<C extends RequestContract>(
    contract: C,
    handler: Handler<C>,
    message: unknown,
  ): Promise<ReplyEnvelope> {
    const envelope = RequestEnvelope.safeParse(message);
    if (!envelope.success) return refused(refuse('REQUEST.INVALID', { problem: 'phong bì yêu cầu' }));
    const traceparent = childTraceparent(envelope.data.traceparent);
    return withTrace(traceparent, async () => {
      const log = this.options.log.child({ request: contract.name });
      try {
        const claims = this.admit(contract, envelope.data.token);
        if (isRefusal(claims)) return this.refused(contract, claims, log);
        const input = contract.input.safeParse(envelope.data.body);
        if (!input.success) return this.refused(contract, invalidInput(input.error), log);
        const ctx = contextOf(contract, claims, traceparent, log);
        const answer = await handler(input.data as Parameters<Handler<C>>[0], ctx);
        if (isRefusal(answer)) return this.refused(contract, answer, log, ctx.commandId);
        return { outcome: 'done', body: contract.output.parse(answer) };
      } catch (error) {
        // The database or another service is away: nothing is wrong with the request, and nothing has been done.
        if ((error as { retryable?: unknown } | null)?.retryable === true) {
          log.warn({ err: error }, 'a request could not be answered now');
          return refused(refuse('SERVICE.UNAVAILABLE'));
        }
        if (faultOf(error)?.kind === 'unstorable-text') {
          return this.refused(contract, refuse('REQUEST.INVALID', { problem: 'có ký tự không lưu được' }), log);
        }
        const faultId = randomUUID();
        log.error({ err: error, faultId }, 'a request ended in a fault');
        return { outcome: 'fault', faultId };
      }
    });
  }

  /** Who asks, or why not. */
  private admit(contract: RequestContract, token: string): RequestClaims | Refusal {
    const claims = this.options.verifier.verify(token, contract.subject);
    if (claims === null) return refuse('ACCESS.BAD_TOKEN');
    if (claims.at !== undefined && this.options.clock !== 'simulated') return refuse('CLOCK.NOT_SIMULATED');
    const listed = contract.services?.includes(claims.iss) ?? false;
    if (claims.actor === undefined) return listed ? claims : refuse('ACCESS.NOT_ALLOWED');
    const fromDoor = contract.http !== undefined && claims.iss === 'gateway';
    if (!fromDoor && !listed) return refuse('ACCESS.NOT_ALLOWED');
    // What a machine began goes on between the services in the name of the official who answers for it.
    const byMachine = claims.actor.machine !== undefined;
    if (claims.iss === 'gateway' && byMachine !== (contract.forMachines ?? false)) return refuse('ACCESS.NOT_ALLOWED');
    // A request without a right is for services: a listed one may say for whom it asks, a person at the door may not ask.
    if (contract.right === undefined) return listed ? claims : refuse('ACCESS.NOT_ALLOWED');
    const may = contract.right === 'signed-in' || mayTry(claims.actor.roles, contract.right);
    return may ? claims : refuse('ACCESS.NOT_ALLOWED');
  }

  private refused(contract: RequestContract, refusal: Refusal, log: Logger, commandId?: string): ReplyEnvelope {
    log.debug({ code: refusal.code, commandId, kind: contract.kind }, 'refused');
    return refused(refusal);
  }
}

function refused(refusal: Refusal): ReplyEnvelope {
  const { code, message, details } = refusal;
  return {
    outcome: 'refused',
    refusal: { code, message, details, retryable: refusalTable[code]?.retryable ?? false },
  };
}

function contextOf(contract: RequestContract, claims: RequestClaims, traceparent: string, log: Logger): RequestContext {
  const actor = claims.actor ?? null;
  const act = actContext({
    actor,
    service: claims.iss,
    commandId: claims.jti,
    traceparent,
    at: claims.at,
    log: log.child({ commandId: claims.jti, kind: contract.kind }),
  });
  return {
    ...act,
    service: actor === null ? claims.iss : null,
    issuer: claims.iss,
    principals: actor === null ? [] : principalsOf(actor),
  };
}
