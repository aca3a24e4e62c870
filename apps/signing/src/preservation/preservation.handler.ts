import { Injectable } from '@nestjs/common';
import { type InputOf, type OutputOf, type Refusal, signing } from '@vanthu/contracts';
import { CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { ValidationServers } from '../config/validation-servers.js';
import { PreservationStore } from './preservation.store.js';
import { PreservationRunner } from './preservation-runner.js';

@Injectable()
export class PreservationHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly store: PreservationStore,
    private readonly runner: PreservationRunner,
    private readonly servers: ValidationServers,
  ) {}

  @Handles(signing.RaiseIssuedFiles)
  async raise(
    input: InputOf<typeof signing.RaiseIssuedFiles>,
    ctx: RequestContext,
  ): Promise<OutputOf<typeof signing.RaiseIssuedFiles> | Refusal> {
    const answer = await this.commands.run(signing.RaiseIssuedFiles, input, ctx, async (tx) => {
      await this.store.hasten(tx);
      return { isOn: this.servers.isOn, ...(await this.store.counts(tx)) };
    });
    this.runner.wake(ctx.now());
    return answer;
  }
}
