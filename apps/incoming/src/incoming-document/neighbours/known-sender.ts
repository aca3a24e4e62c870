import { Injectable } from '@nestjs/common';
import {
  commonRefusals,
  directory,
  type InputOf,
  type incoming,
  isRefusal,
  type Refusal,
  refuser,
} from '@vanthu/contracts';
import { RequestClient, type RequestContext, RequestFailed } from '@vanthu/messaging';

const refuse = refuser(commonRefusals);
/** Real milliseconds: who asks us gives up after two seconds and should hear the reason before. */
const timeoutMs = 1_500;

/** A sender that is named by id must be in the directory; one that is only written down need not. */
@Injectable()
export class KnownSender {
  constructor(private readonly requests: RequestClient) {}

  async refusalFor(
    { senderAgencyId }: InputOf<typeof incoming.Receive>['fields'],
    ctx: RequestContext,
  ): Promise<Refusal | null> {
    if (senderAgencyId === null) return null;
    const question = { text: '', ids: [senderAgencyId], limit: 1 };
    const at = ctx.at === undefined ? {} : { at: ctx.at };
    try {
      const found = await this.requests.ask(directory.FindAgencies, question, { asService: true, timeoutMs, ...at });
      if (isRefusal(found)) return found;
      const known = found.agencies.some((agency) => agency.id === senderAgencyId);
      return known ? null : directory.refuseDirectory('DIRECTORY.UNKNOWN_AGENCY', { agencyId: senderAgencyId });
    } catch (error) {
      if (!(error instanceof RequestFailed) || !error.retryable) throw error;
      ctx.log.warn({ err: error }, 'the directory did not answer');
      return refuse(error.reason === 'timeout' ? 'SERVICE.TIMEOUT' : 'SERVICE.UNAVAILABLE');
    }
  }
}
