import { Injectable } from '@nestjs/common';
import { type InputOf, stats } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext, uuidV5 } from '@vanthu/messaging';
import { sourceServices } from '../../model/projector.js';
import { RebuildJobStore } from '../rebuild-job.store.js';

/** Orders a rebuild; the runner finds it in the table. */
@Injectable()
export class RebuildHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly jobs: RebuildJobStore,
  ) {}

  @Handles(stats.Rebuild)
  handle(input: InputOf<typeof stats.Rebuild>, ctx: RequestContext): Promise<Answer<typeof stats.Rebuild>> {
    return this.commands.run(stats.Rebuild, input, ctx, async (tx) => {
      const jobId = uuidV5(ctx.commandId, 'stats.rebuild');
      const begun = await this.jobs.begin(tx, jobId, sourceServices, ctx.now());
      return begun ? { jobId } : stats.refuseStats('STATS.REBUILD_RUNNING');
    });
  }
}
