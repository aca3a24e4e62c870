import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, type RequestContract, refuser } from '@vanthu/contracts';
import { RequestClient, type RequestContext, RequestFailed } from '@vanthu/messaging';

/** Real milliseconds: who asks us gives up after two seconds and should hear the reason before. */
const timeoutMs = 700;

/** What a report states and no event tells is asked of its owner. */
@Injectable()
export class Owners {
  constructor(private readonly requests: RequestClient) {}

  /** Who does not answer in time is refused as such. */
  async ask<C extends RequestContract>(contract: C, input: InputOf<C>, ctx: RequestContext) {
    const at = ctx.at === undefined ? {} : { at: ctx.at };
    try {
      return await this.requests.ask(contract, input, { asService: true, timeoutMs, ...at });
    } catch (error) {
      if (!(error instanceof RequestFailed) || !error.retryable) throw error;
      ctx.log.warn({ err: error, service: contract.service }, 'a service did not answer');
      return refuser(commonRefusals)(error.reason === 'timeout' ? 'SERVICE.TIMEOUT' : 'SERVICE.UNAVAILABLE');
    }
  }
}
