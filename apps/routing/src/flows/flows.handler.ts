import { Injectable } from '@nestjs/common';
import { commonRefusals, type InputOf, isRefusal, type Refusal, refuser, routing } from '@vanthu/contracts';
import { checkFlow } from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { Organisation } from '../routed-document/store/organisation.js';
import { shippedFlows } from './shipped-flows.js';
import { FlowStore } from './store/flow.store.js';

const notFound = (): Refusal => refuser(commonRefusals)('REQUEST.NOT_FOUND');

/** The administrator's flows: written, checked, applied, and kept in all their versions. */
@Injectable()
export class FlowsHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly commands: CommandRunner,
    private readonly flows: FlowStore,
    private readonly organisation: Organisation,
    private readonly outbox: Outbox,
  ) {}

  @Handles(routing.FindFlows)
  find(_: InputOf<typeof routing.FindFlows>, ctx: RequestContext): Promise<Answer<typeof routing.FindFlows>> {
    return this.transactions.run(async (tx) => {
      if (ctx.actor === null) return notFound();
      const found = await this.flows.all(tx, ctx.actor.agencyId);
      const ids = [...new Set(found.map(({ flowId }) => flowId))];
      const flows = ids.map((flowId) => {
        const versions = found.filter((each) => each.flowId === flowId);
        const shown = versions.find(({ version }) => version.state === 'active') ?? versions[0];
        if (shown === undefined) throw new Error('a flow without a version');
        const { key, definition, version } = shown;
        return {
          ...{ flowId, key, name: definition.name, direction: definition.direction },
          active: version.state === 'active' ? version.version : null,
          versions: versions.map((each) => each.version),
        };
      });
      return { flows, shipped: shippedFlows.all };
    });
  }

  @Handles(routing.GetFlow)
  get(input: InputOf<typeof routing.GetFlow>, ctx: RequestContext): Promise<Answer<typeof routing.GetFlow>> {
    return this.transactions.run(async (tx) => {
      if (ctx.actor === null) return notFound();
      const [found] = await this.flows.all(tx, ctx.actor.agencyId, input);
      return found === undefined ? notFound() : { definition: found.definition, version: found.version };
    });
  }

  @Handles(routing.CheckFlow)
  async check(
    input: InputOf<typeof routing.CheckFlow>,
    ctx: RequestContext,
  ): Promise<Answer<typeof routing.CheckFlow>> {
    if (ctx.actor === null) return notFound();
    return { faults: [...checkFlow(input.definition, await this.organisation.staff(ctx, ctx.actor.agencyId))] };
  }

  @Handles(routing.SaveFlow)
  save(input: InputOf<typeof routing.SaveFlow>, ctx: RequestContext): Promise<Answer<typeof routing.SaveFlow>> {
    return this.commands.run(routing.SaveFlow, input, ctx, async (tx) => {
      if (ctx.actor === null) return notFound();
      const faulty = await this.refusalOf(input.definition, ctx);
      return faulty ?? this.flows.add(tx, input.definition, ctx.actor, ctx.now());
    });
  }

  /** Judged again: who held a role when it was saved may have left since. */
  @Handles(routing.ActivateFlow)
  activate(
    input: InputOf<typeof routing.ActivateFlow>,
    ctx: RequestContext,
  ): Promise<Answer<typeof routing.ActivateFlow>> {
    return this.commands.run(routing.ActivateFlow, input, ctx, async (tx) => {
      if (ctx.actor === null) return notFound();
      const versions = await this.flows.all(tx, ctx.actor.agencyId, { flowId: input.flowId });
      if (versions.length === 0) return notFound();
      const found = versions.find(({ version }) => version.version === input.version);
      if (found === undefined) return routing.refuseRouting('ROUTING.NO_SUCH_VERSION', { version: input.version });
      const faulty = await this.refusalOf(found.definition, ctx);
      if (isRefusal(faulty)) return faulty;
      await this.flows.activate(tx, input.flowId, input.version, ctx.actor, ctx.now());
      const { definitionId, definition } = found;
      const payload = { ...input, agencyId: ctx.actor.agencyId, definitionId, definition };
      await this.outbox.add(tx, routing.FlowApplied, { aggregateId: input.flowId, payload }, ctx);
      return input;
    });
  }

  @Handles(routing.RetireFlow)
  retire(input: InputOf<typeof routing.RetireFlow>, ctx: RequestContext): Promise<Answer<typeof routing.RetireFlow>> {
    return this.commands.run(routing.RetireFlow, input, ctx, async (tx) => {
      if (ctx.actor === null) return notFound();
      const versions = await this.flows.all(tx, ctx.actor.agencyId, { flowId: input.flowId });
      if (versions.length === 0) return notFound();
      const retired = await this.flows.retire(tx, input.flowId);
      if (retired === 0) return routing.refuseRouting('ROUTING.FLOW_NOT_ACTIVE');
      const payload = { flowId: input.flowId, agencyId: ctx.actor.agencyId };
      await this.outbox.add(tx, routing.FlowRetired, { aggregateId: input.flowId, payload }, ctx);
      return input;
    });
  }

  private async refusalOf(definition: routing.FlowDefinition, ctx: RequestContext): Promise<Refusal | null> {
    const agencyId = ctx.actor?.agencyId ?? '';
    const faults = [...checkFlow(definition, await this.organisation.staff(ctx, agencyId))];
    if (faults.length === 0) return null;
    return routing.refuseRouting('ROUTING.FLOW_FAULTY', {
      problems: `${faults.map(({ vi }) => vi).join('; ')}.`,
      faults,
    });
  }
}
