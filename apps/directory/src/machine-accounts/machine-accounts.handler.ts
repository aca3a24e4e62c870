import { Injectable } from '@nestjs/common';
import { type Actor, directory, type InputOf, isRefusal, mayTry } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext, uuidV5 } from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { endedBefore, holdsOn } from '../organisation/domain/period.js';
import { ResolveActorHandler } from '../organisation/queries/resolve-actor/resolve-actor.handler.js';
import { agencies, positions } from '../organisation/store/tables.js';
import { recordActs } from '../timeline/timeline.js';
import { addMachine, machineById, machineOfKey, machinesOf, revokeMachine } from './machine-account.store.js';

/** Accounts of other systems: opened and revoked by an administrator of the agency, answered for by one of its officials. */
@Injectable()
export class MachineAccountsHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly transactions: Transactions,
    private readonly actors: ResolveActorHandler,
  ) {}

  @Handles(directory.FindMachineAccounts)
  async find(
    _: InputOf<typeof directory.FindMachineAccounts>,
    ctx: RequestContext,
  ): Promise<Answer<typeof directory.FindMachineAccounts>> {
    return { accounts: await machinesOf(this.transactions, (ctx.actor as Actor).agencyId) };
  }

  @Handles(directory.CreateMachineAccount)
  create(
    input: InputOf<typeof directory.CreateMachineAccount>,
    ctx: RequestContext,
  ): Promise<Answer<typeof directory.CreateMachineAccount>> {
    return this.commands.run(directory.CreateMachineAccount, input, ctx, async (tx) => {
      const actor = ctx.actor as Actor;
      const position = await positions.byId(tx, input.responsiblePositionId);
      const agency = await agencies.byId(tx, actor.agencyId);
      const isFit =
        position?.agencyId === actor.agencyId &&
        holdsOn(position, ctx.today()) &&
        mayTry(position.roles, 'outgoing.draft') &&
        agency !== null &&
        !endedBefore(agency, ctx.today());
      if (!isFit) return directory.refuseDirectory('DIRECTORY.RESPONSIBLE_UNFIT');
      // Whoever opens accounts has none that acts for himself.
      if (position.personId === actor.personId) return directory.refuseDirectory('DIRECTORY.OWN_POWERS');
      const { name, decision, keySha256 } = input;
      const account = {
        ...{ id: uuidV5(ctx.commandId, 'machine-account'), agencyId: actor.agencyId, name, decision },
        ...{ responsiblePersonId: position.personId, responsiblePositionId: position.id },
        createdAt: ctx.now().toISOString(),
      };
      if (!(await addMachine(tx, account, keySha256))) return directory.refuseDirectory('DIRECTORY.KEY_TAKEN');
      return this.told(tx, account.id, 'machine-account-created', decision, ctx);
    });
  }

  @Handles(directory.RevokeMachineAccount)
  revoke(
    input: InputOf<typeof directory.RevokeMachineAccount>,
    ctx: RequestContext,
  ): Promise<Answer<typeof directory.RevokeMachineAccount>> {
    return this.commands.run(directory.RevokeMachineAccount, input, ctx, async (tx) => {
      await tx.query('SELECT FROM machine_account WHERE id = $1 FOR UPDATE', [input.accountId]);
      const account = await machineById(tx, input.accountId);
      if (account?.agencyId !== (ctx.actor as Actor).agencyId) {
        return directory.refuseDirectory('DIRECTORY.NO_SUCH_MACHINE');
      }
      if (account.revokedAt !== null) return directory.refuseDirectory('DIRECTORY.MACHINE_REVOKED');
      await revokeMachine(tx, account.id, ctx.now(), input.reason);
      return this.told(tx, account.id, 'machine-account-revoked', input.reason, ctx);
    });
  }

  /**
   * The official as he is today: when he no longer holds the position, or the agency has closed, nothing is asked for with the key.
   * What was asked before goes on, and its outcome is still read: with what he held on his last day.
   */
  @Handles(directory.ResolveMachine)
  async resolve({
    keySha256,
    on,
    purpose,
  }: InputOf<typeof directory.ResolveMachine>): Promise<Answer<typeof directory.ResolveMachine>> {
    const account = await machineOfKey(this.transactions, keySha256);
    if (account === null) return directory.refuseDirectory('DIRECTORY.BAD_KEY');
    const { responsiblePersonId: personId, responsiblePositionId: positionId } = account;
    const validTo = purpose === 'read' ? (await positions.byId(this.transactions, positionId))?.validTo : null;
    const day = validTo && validTo < on ? validTo : on;
    const actor = await this.actors.handle({ personId, positionId, on: day, purpose });
    if (isRefusal(actor)) return actor;
    // A machine stands in for nobody: it acts for the one official who answers for it.
    const { standsInFor: _, ...official } = actor;
    return { ...official, machine: { accountId: account.id, name: account.name } };
  }

  private async told(tx: Tx, id: string, act: string, basis: string, ctx: RequestContext) {
    await recordActs(tx, ctx, [{ act, subjectId: id, basis }]);
    const account = await machineById(tx, id);
    if (account === null) throw new Error(`machine account ${id} vanished in its own transaction`);
    return account;
  }
}
