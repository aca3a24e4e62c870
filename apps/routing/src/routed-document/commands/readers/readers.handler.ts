import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, type Refusal, routing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { notFound, notTheTurn } from '../../domain/authorise.js';
import { directsAs, isEnded, mayRead, type RoutedDocument, readerOf } from '../../domain/routed-document.js';
import { Organisation } from '../../store/organisation.js';
import { RoutedDocumentStore } from '../../store/routed-document.store.js';
import { nameVi, Way } from '../../store/way.js';

type Person = { readonly personId: string; readonly fullName: string; readonly positionId: string };
type Change = { readonly granted: readonly Person[]; readonly withdrawn: readonly Person[] };

/**
 * Rights of one document, set by the leader to whom it was submitted. A change is refused with what it would do until it is
 * confirmed (Annex VI part I III.3; R-SYS-01). Whoever reads it by the way itself goes on reading it.
 */
@Injectable()
export class ReadersHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly commands: CommandRunner,
    private readonly documents: RoutedDocumentStore,
    private readonly organisation: Organisation,
    private readonly way: Way,
  ) {}

  @Handles(routing.FindReaders)
  find(input: InputOf<typeof routing.FindReaders>, ctx: RequestContext): Promise<Answer<typeof routing.FindReaders>> {
    return this.transactions.run(async (tx) => {
      const document = await this.documents.byId(tx, input.documentId);
      if (document === null || !mayRead(document, ctx.actor)) return notFound();
      const names = await this.organisation.readerNames(ctx, document.agencyId);
      const byWay = readersByWay(document, await this.organisation.everybody(ctx, document.agencyId));
      const readers = document.readers.map((principal) => ({
        principal,
        name: names.get(principal) ?? 'Người đã rời cơ quan',
        byWay: byWay.has(principal) || !principal.startsWith('person:'),
      }));
      return { readers };
    });
  }

  @Handles(routing.SetReaders)
  set(input: InputOf<typeof routing.SetReaders>, ctx: RequestContext): Promise<Answer<typeof routing.SetReaders>> {
    return this.commands.run(routing.SetReaders, input, ctx, async (tx) => {
      const document = await this.documents.forChange(tx, input.documentId);
      const { actor } = ctx;
      if (document === null || actor === null || !mayRead(document, actor)) return notFound();
      const standing = directsAs(document, actor);
      if (standing === null) return routing.refuseRouting('ROUTING.NOT_SUBMITTED_TO_YOU');
      if (isEnded(document)) return notTheTurn(document.state);
      const people = await this.organisation.everybody(ctx, document.agencyId);
      const change = changeOf(document, input, people);
      if (isRefusal(change)) return change;
      const words = wordsOf(change);
      if (!input.confirmed) {
        return routing.refuseRouting('ROUTING.READERS_UNCONFIRMED', {
          change: words,
          granted: change.granted.map(({ fullName }) => fullName),
          withdrawn: change.withdrawn.map(({ fullName }) => fullName),
        });
      }
      const [granted, withdrawn] = [change.granted.map(principalOf), change.withdrawn.map(principalOf)];
      const readers = [...document.readers.filter((reader) => !withdrawn.includes(reader)), ...granted];
      return this.way.reroute(tx, ctx, {
        document: { ...document, readers },
        act: 'set-readers',
        textVi: `Thay đổi quyền xem: ${words}. Lý do: ${input.reason}`,
        standing,
        withdrawn,
        ...(granted.length === 0
          ? {}
          : { tell: { kind: 'given' as const, holders: granted, textVi: `Được xem: ${nameVi(document)}` } }),
      });
    });
  }
}

const principalOf = ({ personId }: Person): string => `person:${personId}`;

function changeOf(
  document: RoutedDocument,
  { grant, withdraw }: Pick<InputOf<typeof routing.SetReaders>, 'grant' | 'withdraw'>,
  people: readonly Person[],
): Change | Refusal {
  const known = (ids: readonly string[]) => people.filter(({ personId }) => ids.includes(personId));
  const unknown = [...grant, ...withdraw].find((id) => !people.some(({ personId }) => personId === id));
  if (unknown !== undefined) return routing.refuseRouting('ROUTING.UNKNOWN_ASSIGNEE', { personId: unknown });
  const reads = (person: Person) => document.readers.includes(principalOf(person));
  const byWay = readersByWay(document, people);
  const kept = known(withdraw).find((person) => byWay.has(principalOf(person)));
  if (kept !== undefined) return routing.refuseRouting('ROUTING.READER_BY_WAY', { name: kept.fullName });
  const change = { granted: known(grant).filter((one) => !reads(one)), withdrawn: known(withdraw).filter(reads) };
  const none = change.granted.length + change.withdrawn.length === 0;
  return none ? routing.refuseRouting('ROUTING.NO_CHANGE') : change;
}

/**
 * Whoever holds or held a part, whoever was heard or told in the present step, and the leader, without whom nobody could direct or
 * set readers again.
 */
function readersByWay(document: RoutedDocument, people: readonly Person[]): Set<string> {
  const leaders = people.filter(({ positionId }) => positionId === document.submittedToPositionId).map(principalOf);
  const tasks = document.tasks.flatMap((task) => [
    readerOf(task.assignee),
    ...(task.personId === null ? [] : [`person:${task.personId}`]),
  ]);
  const heard = document.course?.parts.flatMap(({ holders }) => holders) ?? [];
  return new Set([...leaders, ...tasks, ...heard]);
}

const wordsOf = ({ granted, withdrawn }: Change): string =>
  [
    granted.length === 0 ? '' : `thêm ${granted.map(({ fullName }) => fullName).join(', ')}`,
    withdrawn.length === 0 ? '' : `bỏ ${withdrawn.map(({ fullName }) => fullName).join(', ')}`,
  ]
    .filter(Boolean)
    .join('; ');
