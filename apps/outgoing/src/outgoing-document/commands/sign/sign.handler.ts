import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { BatchStore } from '../../batches/batch.store.js';
import { refOf } from '../../domain/outgoing-document.js';
import { OrderSignature } from './order-signature.js';

/** The planned signer agrees and signs (Art. 11.1, 13). */
@Injectable()
export class SignHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly signatures: OrderSignature,
    private readonly batches: BatchStore,
  ) {}

  @Handles(outgoing.Sign)
  async handle(input: InputOf<typeof outgoing.Sign>, ctx: RequestContext): Promise<Answer<typeof outgoing.Sign>> {
    const authority = await this.signatures.authorityToday(input.documentId, ctx);
    const answer = await this.commands.run(outgoing.Sign, input, ctx, async (tx) => {
      const ordered = await this.signatures.order(tx, input, authority, ctx);
      return isRefusal(ordered) ? ordered : { ...refOf(ordered.signing), jobId: ordered.job.jobId };
    });
    if (isRefusal(answer)) await this.batches.orderRefused(input, answer, ctx.now());
    return answer;
  }
}
