import { Injectable } from '@nestjs/common';
import { type InputOf, routing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { notFound } from '../routed-document/domain/authorise.js';
import { UrgeDue } from './urge-due.js';
import { UrgingRuleStore } from './urging-rule.store.js';

@Injectable()
export class UrgingHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly commands: CommandRunner,
    private readonly rules: UrgingRuleStore,
    private readonly urging: UrgeDue,
  ) {}

  @Handles(routing.SetUrgingRule)
  set(
    input: InputOf<typeof routing.SetUrgingRule>,
    ctx: RequestContext,
  ): Promise<Answer<typeof routing.SetUrgingRule>> {
    return this.commands.run(routing.SetUrgingRule, input, ctx, async (tx) => {
      if (ctx.actor === null) return notFound();
      const rule = { agencyId: ctx.actor.agencyId, ...input };
      await this.rules.put(tx, rule);
      return rule;
    });
  }

  @Handles(routing.GetUrgingRule)
  get(_: InputOf<typeof routing.GetUrgingRule>, ctx: RequestContext): Promise<Answer<typeof routing.GetUrgingRule>> {
    return this.transactions.run(async (tx) =>
      ctx.actor === null ? notFound() : this.rules.of(tx, ctx.actor.agencyId),
    );
  }

  /** Batch by batch, each a transaction of its own; asked again, nobody is told twice. */
  @Handles(routing.Urge)
  async urge(_: InputOf<typeof routing.Urge>, ctx: RequestContext): Promise<Answer<typeof routing.Urge>> {
    let told = 0;
    for (;;) {
      const batch = await this.urging.batch(ctx);
      told += batch.told;
      if (!batch.looked) return { told };
    }
  }
}
