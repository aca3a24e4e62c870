import { Injectable } from '@nestjs/common';
import { type InputOf, outgoing } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { RegisterLineStore } from '../../register/register-line.store.js';
import { actorOf } from '../../store/act-on-document.js';

/** The register of the actor's own agency, for a year (R-OUT-14). */
@Injectable()
export class ReadRegisterHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly lines: RegisterLineStore,
  ) {}

  @Handles(outgoing.ReadRegister)
  handle(
    input: InputOf<typeof outgoing.ReadRegister>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.ReadRegister>> {
    return this.transactions.run((tx) => this.lines.page(tx, actorOf(ctx).agencyId, input));
  }
}
