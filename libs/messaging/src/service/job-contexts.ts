import { randomUUID } from 'node:crypto';
import type { Service } from '@vanthu/contracts';
import { type Logger, newTraceparent } from '@vanthu/observability';
import { type ActContext, actContext } from '../context.js';

/** Contexts for work that nobody asked for: jobs and ticks, in the name of the service. */
export class JobContexts {
  constructor(
    private readonly service: Service,
    private readonly log: Logger,
    private readonly simulated: boolean,
  ) {}

  /**
   * @param options.at         simulated civil time; refused in real mode
   * @param options.commandId  makes what the job asks of others repeatable; default a new one
   */
  create(options: { at?: string; commandId?: string } = {}): ActContext & { readonly actor: null } {
    if (options.at !== undefined && !this.simulated) throw new Error('Civil time is given in simulated mode only.');
    const ctx = actContext({
      actor: null,
      service: this.service,
      commandId: options.commandId ?? randomUUID(),
      traceparent: newTraceparent(),
      at: options.at,
      log: this.log,
    });
    return { ...ctx, actor: null };
  }
}
