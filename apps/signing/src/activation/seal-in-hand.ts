import { Injectable } from '@nestjs/common';
import { type Actor, directory, isRefusal, type Refusal, signing } from '@vanthu/contracts';
import { RequestClient, type RequestContext } from '@vanthu/messaging';
import type { KeyRow } from '../keys/key.store.js';

/** R-ORG-02, R-ORG-03: where the agency's device is registered, only who has it in hand seals. */
@Injectable()
export class SealInHand {
  constructor(private readonly client: RequestClient) {}

  async problemOf(row: KeyRow, ctx: RequestContext): Promise<Refusal | null> {
    if (row.owner_kind !== 'organisation') return null;
    const { personId } = ctx.actor as Actor;
    const question = { certificateSha256: row.certificate_sha256, personId, at: ctx.now().toISOString() };
    const answer = await this.client.ask(directory.CheckSealDevice, question, { asService: true });
    if (isRefusal(answer)) return answer;
    const holder = answer.holderName ?? 'người khác';
    return answer.isInHand ? null : signing.refuseSigning('SIGNING.SEAL_NOT_IN_HAND', { holder });
  }
}
