import { Inject, Injectable } from '@nestjs/common';
import { type InputOf, type OutputOf, type Refusal, signing } from '@vanthu/contracts';
import { CommandRunner, Handles, type RequestContext, SERVICE_CONFIG, type ServiceConfig } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { POLICY } from './judge-document.js';
import { RejudgeEverything } from './rejudge-everything.js';
import { RejudgingStore } from './rejudging.store.js';

@Injectable()
export class RejudgingHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly transactions: Transactions,
    private readonly store: RejudgingStore,
    private readonly everything: RejudgeEverything,
    @Inject(SERVICE_CONFIG) private readonly config: ServiceConfig,
  ) {}

  @Handles(signing.StartRejudging)
  async start(
    input: InputOf<typeof signing.StartRejudging>,
    ctx: RequestContext,
  ): Promise<OutputOf<typeof signing.StartRejudging> | Refusal> {
    const answer = await this.commands.run(signing.StartRejudging, input, ctx, async (tx) => {
      await this.store.begin(tx, POLICY, this.config.clock === 'simulated' ? ctx.now() : null);
      const running = await this.store.latest(tx);
      if (!running) throw new Error('the rejudging that was begun is not there');
      return running;
    });
    this.everything.wake();
    return answer;
  }

  @Handles(signing.GetRejudging)
  latest(): Promise<OutputOf<typeof signing.GetRejudging>> {
    return this.transactions.run(async (tx) => ({ rejudging: await this.store.latest(tx) }));
  }
}
