import { Injectable } from '@nestjs/common';
import { commonRefusals, directory, type InputOf, type Refusal, refuser } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext, uuidV5 } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { fold } from '../organisation/domain/fold.js';
import { holdsOn } from '../organisation/domain/period.js';
import type { Questioner } from '../organisation/store/record-table.js';
import { agencies, units } from '../organisation/store/tables.js';
import { recordActs } from '../timeline/timeline.js';
import { readBlock } from './read-block.js';
import { groupsOf, lockGroups, putGroup, removeGroup } from './recipient-group.store.js';

type Addressee = directory.Addressee;
const most = 200;
const notFound = () => refuser(commonRefusals)('REQUEST.NOT_FOUND');

/** Groups of recipients, which everybody who drafts in the agency shares; and blocks of “Nơi nhận” read into recipients. */
@Injectable()
export class RecipientsHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly transactions: Transactions,
  ) {}

  @Handles(directory.FindRecipientGroups)
  async find(
    _: InputOf<typeof directory.FindRecipientGroups>,
    ctx: RequestContext,
  ): Promise<Answer<typeof directory.FindRecipientGroups>> {
    if (ctx.actor === null) return notFound();
    return { groups: await groupsOf(this.transactions, ctx.actor.agencyId) };
  }

  @Handles(directory.SaveRecipientGroup)
  save(
    input: InputOf<typeof directory.SaveRecipientGroup>,
    ctx: RequestContext,
  ): Promise<Answer<typeof directory.SaveRecipientGroup>> {
    return this.commands.run(directory.SaveRecipientGroup, input, ctx, async (tx) => {
      if (ctx.actor === null) return notFound();
      const { agencyId } = ctx.actor;
      const groups = await lockGroups(tx, agencyId);
      const { id, name, members, version } = input;
      const before = groups.find((group) => group.id === id);
      if (id !== null && !before) return directory.refuseDirectory('DIRECTORY.NO_SUCH_GROUP');
      if (before && before.version !== version) return directory.refuseDirectory('DIRECTORY.GROUP_CHANGED', { name });
      if (!before && groups.length >= most) return directory.refuseDirectory('DIRECTORY.TOO_MANY_GROUPS', { most });
      if (groups.some((group) => group.id !== id && fold(group.name) === fold(name))) {
        return directory.refuseDirectory('DIRECTORY.GROUP_NAME_TAKEN', { name });
      }
      const unknown = await unknownAmong(tx, members, agencyId);
      if (unknown) return unknown;
      const group = { id: id ?? uuidV5(ctx.commandId, 'recipient-group'), name, members, version: (version ?? 0) + 1 };
      await putGroup(tx, agencyId, group);
      await recordActs(tx, ctx, [{ act: 'recipient-group-saved', subjectId: group.id }]);
      return group;
    });
  }

  @Handles(directory.RemoveRecipientGroup)
  remove(
    input: InputOf<typeof directory.RemoveRecipientGroup>,
    ctx: RequestContext,
  ): Promise<Answer<typeof directory.RemoveRecipientGroup>> {
    return this.commands.run(directory.RemoveRecipientGroup, input, ctx, async (tx) => {
      if (ctx.actor === null) return notFound();
      const { agencyId } = ctx.actor;
      const { groupId } = input;
      const groups = await lockGroups(tx, agencyId);
      if (!groups.some(({ id }) => id === groupId)) return directory.refuseDirectory('DIRECTORY.NO_SUCH_GROUP');
      await removeGroup(tx, groupId);
      await recordActs(tx, ctx, [{ act: 'recipient-group-removed', subjectId: groupId }]);
      return { groupId };
    });
  }

  /** An agency or unit is taken only where the line names exactly one that still works; everything else stays words. */
  @Handles(directory.ReadRecipients)
  async read(
    { block }: InputOf<typeof directory.ReadRecipients>,
    ctx: RequestContext,
  ): Promise<Answer<typeof directory.ReadRecipients>> {
    if (ctx.actor === null) return notFound();
    const { agencyId } = ctx.actor;
    const written = readBlock(block).slice(0, 300);
    const names = written.flatMap((one) => one.names);
    const patterns = names.map((name) => ` ${name} %`);
    const found = await agencies.find(this.transactions, 'WHERE t.name_folded LIKE ANY ($1::text[])', [patterns]);
    const working = found.filter((agency) => agency.id !== agencyId && holdsOn(agency, ctx.today()));
    const own = await units.find(this.transactions, 'WHERE t.agency_id = $1', [agencyId]);
    const recipients = written.map(({ text, names }): Addressee => {
      const known = [
        ...working
          .filter(({ name }) => names.includes(fold(name)))
          .map(({ id, name }) => ({ kind: 'agency' as const, agencyId: id, name })),
        ...own
          .filter(({ name }) => names.includes(fold(name)))
          .map(({ id, name }) => ({ kind: 'unit' as const, unitId: id, name })),
      ];
      const [only] = known;
      return known.length === 1 && only ? only : { kind: 'other', name: text };
    });
    return { recipients: withoutRepetition(recipients) };
  }
}

const keyOf = (one: Addressee): string =>
  one.kind === 'agency' ? one.agencyId : one.kind === 'unit' ? one.unitId : fold(one.name);

function withoutRepetition(recipients: readonly Addressee[]): Addressee[] {
  return [...new Map(recipients.map((one) => [keyOf(one), one])).values()];
}

async function unknownAmong(db: Questioner, members: readonly Addressee[], agencyId: string): Promise<Refusal | null> {
  const known = new Set([
    ...(
      await agencies.byIds(
        db,
        members.flatMap((one) => (one.kind === 'agency' ? [one.agencyId] : [])),
      )
    ).map(({ id }) => id),
    ...(await units.find(db, 'WHERE t.agency_id = $1', [agencyId])).map(({ id }) => id),
  ]);
  const unknown = members.find((one) => one.kind !== 'other' && !known.has(keyOf(one)));
  return unknown ? directory.refuseDirectory('DIRECTORY.UNKNOWN_RECIPIENT', { name: unknown.name }) : null;
}
