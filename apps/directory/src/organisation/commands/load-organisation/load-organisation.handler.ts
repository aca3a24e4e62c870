import { Injectable } from '@nestjs/common';
import { directory, type InputOf, type PayloadOf, type Refusal } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { hashPassword } from '../../../credentials/domain/password-hash.js';
import { administratorCanSignIn, setHash, withoutPassword } from '../../../credentials/password.store.js';
import { type Act, recordActs } from '../../../timeline/timeline.js';
import { type Organisation, organisationProblems } from '../../domain/organisation-problems.js';
import { agencies, authorities, people, positions, units } from '../../store/tables.js';

type Data = InputOf<typeof directory.LoadOrganisation>;

/** Brings agencies, units, people, positions and authority to what the data says. Repeating it changes nothing. */
@Injectable()
export class LoadOrganisationHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly outbox: Outbox,
  ) {}

  @Handles(directory.LoadOrganisation)
  handle(data: Data, ctx: RequestContext): Promise<Answer<typeof directory.LoadOrganisation>> {
    return this.commands.run(directory.LoadOrganisation, data, ctx, async (tx) => {
      const kept = await lockAndRead(tx);
      const all = after(kept, data);
      const [problem] = organisationProblems(data, all);
      if (problem) return inconsistent(problem);

      const changed = {
        agencies: agencies.changed(data.agencies, kept.agencies),
        units: units.changed(data.units, kept.units),
        people: people.changed(data.people, kept.people),
        positions: positions.changed(data.positions, kept.positions),
        authorities: authorities.changed(
          data.authorities,
          await authorities.byIds(
            tx,
            data.authorities.map((authority) => authority.id),
          ),
        ),
      };
      if (ctx.actor !== null && empowers(ctx.actor.personId, changed, all)) {
        return directory.refuseDirectory('DIRECTORY.OWN_POWERS');
      }
      await agencies.put(tx, changed.agencies);
      await units.put(tx, changed.units);
      await people.put(tx, changed.people);
      await positions.put(tx, changed.positions);
      await authorities.put(tx, changed.authorities);
      const given = await giveFirstPasswords(tx, data.people);
      if (!(await administratorCanSignIn(tx, ctx.today()))) {
        return inconsistent('sau khi nạp vẫn chưa có người quản trị nào đăng nhập được');
      }

      await recordActs(tx, ctx, [
        ...acts('agency-loaded', changed.agencies),
        ...acts('unit-loaded', changed.units),
        ...acts('person-loaded', changed.people),
        ...acts('position-loaded', changed.positions),
        ...changed.authorities.map((a) => ({ act: 'authority-loaded', subjectId: a.id, basis: a.sourceDocument })),
        ...given.map((personId) => ({ act: 'password-given', subjectId: personId })),
      ]);
      for (const agency of changed.agencies) {
        await this.outbox.add(tx, directory.AgencyLoaded, { aggregateId: agency.id, payload: agency }, ctx);
      }
      for (const unit of changed.units) {
        await this.outbox.add(tx, directory.UnitLoaded, { aggregateId: unit.id, payload: unit }, ctx);
      }
      const touched = [...changed.people.map(({ id }) => id), ...given];
      for (const payload of await positionsToTell(tx, changed.positions, touched)) {
        await this.outbox.add(tx, directory.PositionLoaded, { aggregateId: payload.id, payload }, ctx);
      }
      return { agencies: data.agencies.length, people: data.people.length, positions: data.positions.length };
    });
  }
}

const inconsistent = (problem: string): Refusal => directory.refuseDirectory('DIRECTORY.INCONSISTENT', { problem });

type Kept = { [K in 'agencies' | 'units' | 'people' | 'positions']: Awaited<ReturnType<(typeof tables)[K]['find']>> };
const tables = { agencies, units, people, positions };

/** One load at a time: what the data is checked against must not change under it. */
async function lockAndRead(tx: Tx): Promise<Kept> {
  await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended('directory.load-organisation', 0))`);
  return {
    agencies: await agencies.find(tx, ''),
    units: await units.find(tx, ''),
    people: await people.find(tx, ''),
    positions: await positions.find(tx, ''),
  };
}

function after(kept: Kept, data: Data): Organisation {
  const merged = <R extends { id: string }>(before: readonly R[], now: readonly R[]) =>
    new Map([...before, ...now].map((record) => [record.id, record]));
  return {
    agencies: merged(kept.agencies, data.agencies),
    units: merged(kept.units, data.units),
    people: merged(kept.people, data.people),
    positions: merged(kept.positions, data.positions),
  };
}

/** Whether the person gains or changes a position or authority of his own: administrators can neither read nor sign. */
function empowers(personId: string, changed: Pick<Data, 'positions' | 'authorities'>, all: Organisation): boolean {
  return (
    changed.positions.some((position) => position.personId === personId) ||
    changed.authorities.some(({ positionId }) => all.positions.get(positionId)?.personId === personId)
  );
}

/**
 * The password of the data is the first one. Whoever has one keeps it: a repeated load must not give an old password back
 * to an account whose owner has changed it.
 */
async function giveFirstPasswords(tx: Tx, loaded: Data['people']): Promise<string[]> {
  const without = await withoutPassword(
    tx,
    loaded.filter((person) => person.password !== undefined).map((person) => person.id),
  );
  const given = loaded.flatMap(({ id, password }) =>
    password !== undefined && without.has(id) ? [{ id, password }] : [],
  );
  const hashes = await Promise.all(given.map((person) => hashPassword(person.password)));
  for (const [index, person] of given.entries()) await setHash(tx, person.id, hashes[index] as string);
  return given.map((person) => person.id);
}

/** Positions that changed, those of people who changed, and those of which nothing has been said yet. */
async function positionsToTell(
  tx: Tx,
  changed: Data['positions'],
  personIds: readonly string[],
): Promise<PayloadOf<typeof directory.PositionLoaded>[]> {
  const told = await positions.find(
    tx,
    `WHERE t.id = ANY($1::uuid[]) OR t.person_id = ANY($2::uuid[])
       OR NOT EXISTS (SELECT FROM outbox o WHERE o.aggregate_id = t.id::text AND o.type = $3) ORDER BY t.id`,
    [changed.map(({ id }) => id), personIds, directory.PositionLoaded.type],
  );
  const holders = [...new Set(told.map(({ personId }) => personId))];
  const names = new Map((await people.byIds(tx, holders)).map(({ id, fullName }) => [id, fullName]));
  const without = await withoutPassword(tx, holders);
  return told.map((position) => ({
    ...position,
    personName: names.get(position.personId) ?? '',
    hasAccount: !without.has(position.personId),
  }));
}

const acts = (act: string, records: readonly { id: string }[]): Act[] =>
  records.map((record) => ({ act, subjectId: record.id }));
