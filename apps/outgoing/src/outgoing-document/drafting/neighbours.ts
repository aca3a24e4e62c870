import { Injectable } from '@nestjs/common';
import {
  commonRefusals,
  type InputOf,
  type OutputOf,
  type Refusal,
  type RequestContract,
  refuser,
} from '@vanthu/contracts';
import { RequestClient, type RequestContext, RequestFailed } from '@vanthu/messaging';

const refuse = refuser(commonRefusals);

/** Real milliseconds: who asks us gives up after two seconds and should hear the reason before. */
const timeoutMs = 1_500;

/** Questions to other services in our own name, at the civil time of the act. One that is away is a refusal to be repeated. */
@Injectable()
export class Neighbours {
  constructor(private readonly requests: RequestClient) {}

  async ask<C extends RequestContract>(
    contract: C,
    input: InputOf<C>,
    ctx: RequestContext,
  ): Promise<OutputOf<C> | Refusal> {
    const at = ctx.at === undefined ? {} : { at: ctx.at };
    try {
      return await this.requests.ask(contract, input, { asService: true, timeoutMs, ...at });
    } catch (error) {
      if (!(error instanceof RequestFailed) || !error.retryable) throw error;
      ctx.log.warn({ err: error }, 'a neighbour did not answer');
      return refuse(error.reason === 'timeout' ? 'SERVICE.TIMEOUT' : 'SERVICE.UNAVAILABLE');
    }
  }
}
