import { Injectable } from '@nestjs/common';
import { directory, isRefusal, type Refusal, signing } from '@vanthu/contracts';
import { RequestClient } from '@vanthu/messaging';
import type { KeyOwner } from '../keys/key.store.js';

/** R-ORG-02, R-ORG-03: where the agency's device is registered, only who has it in hand seals. */
@Injectable()
export class SealInHand {
  constructor(private readonly client: RequestClient) {}

  /** @param who  whose hand it should be in, and when */
  async problemOf(
    owner: KeyOwner,
    certificateSha256: string,
    { personId, at }: { readonly personId: string; readonly at: Date },
  ): Promise<Refusal | null> {
    if (owner.kind !== 'organisation') return null;
    const question = { certificateSha256, personId, at: at.toISOString() };
    const answer = await this.client.ask(directory.CheckSealDevice, question, { asService: true });
    if (isRefusal(answer)) return answer;
    const holder = answer.holderName ?? 'người khác';
    return answer.isInHand ? null : signing.refuseSigning('SIGNING.SEAL_NOT_IN_HAND', { holder });
  }
}
