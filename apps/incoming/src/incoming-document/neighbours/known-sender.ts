import { Injectable } from '@nestjs/common';
import { commonRefusals, directory, incoming, isRefusal, type Refusal, refuser } from '@vanthu/contracts';
import { RequestClient, type RequestContext, RequestFailed } from '@vanthu/messaging';
import { isLetter } from '../domain/citizen-letter.js';
import { fold } from '../domain/fold.js';

const refuse = refuser(commonRefusals);
const { refuseIncoming } = incoming;
/** Real milliseconds: who asks us gives up after two seconds and should hear the reason before. */
const timeoutMs = 1_500;

/**
 * A sender that is named by id must be in the directory; one that is only written down need not. Only the sender of a citizen's letter may not
 * be an agency that the directory has, under its name either.
 */
@Injectable()
export class KnownSender {
  constructor(private readonly requests: RequestClient) {}

  async refusalFor(fields: incoming.IncomingFields, ctx: RequestContext): Promise<Refusal | null> {
    const { senderAgencyId, senderName } = fields;
    if (senderAgencyId === null && !isLetter(fields)) return null;
    const question =
      senderAgencyId === null
        ? { text: senderName.slice(0, 100), limit: 20 }
        : { text: '', ids: [senderAgencyId], limit: 1 };
    const at = ctx.at === undefined ? {} : { at: ctx.at };
    try {
      const found = await this.requests.ask(directory.FindAgencies, question, { asService: true, timeoutMs, ...at });
      if (isRefusal(found)) return found;
      if (senderAgencyId === null) {
        const same = found.agencies.some(({ name }) => fold(name) === fold(senderName));
        return same ? refuseIncoming('INCOMING.CITIZEN_SENDER') : null;
      }
      const known = found.agencies.some((agency) => agency.id === senderAgencyId);
      return known ? null : directory.refuseDirectory('DIRECTORY.UNKNOWN_AGENCY', { agencyId: senderAgencyId });
    } catch (error) {
      if (!(error instanceof RequestFailed) || !error.retryable) throw error;
      ctx.log.warn({ err: error }, 'the directory did not answer');
      return refuse(error.reason === 'timeout' ? 'SERVICE.TIMEOUT' : 'SERVICE.UNAVAILABLE');
    }
  }
}
