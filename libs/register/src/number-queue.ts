import type { Transactions, Tx } from '@vanthu/persistence';
import { type LineToNumber, type NotAllotted, numberLines, type SeriesKey } from './series.js';

export interface NumberQueueOptions<Item, Result> {
  transactions: Transactions;
  /**
   * Runs for each member before numbers are taken: locks its rows, and may answer without a number (a repetition, a refusal).
   * What it wrote is undone when it answers.
   */
  prepare?(tx: Tx, item: Item): Promise<{ answer: Result } | undefined>;
  /** The register line of a member that is prepared; it is entered with its number, in one statement for all of a group. */
  line(item: Item): LineToNumber;
  /** Writes whatever else belongs to numbers, for all members; results in the order of the members. */
  write(tx: Tx, members: readonly { item: Item; number: number }[]): Promise<Result[]>;
  /** Members of one transaction at most. Default 64. */
  batchSize?: number;
}

interface Waiting<Item, Result> {
  item: Item;
  resolve(result: Result | NotAllotted): void;
  reject(error: unknown): void;
}

interface Group<Item, Result> {
  key: SeriesKey;
  date: string;
  waiting: Waiting<Item, Result>[];
}

/** Carries an answer without a number through the rollback of a transaction of one. */
class Answered<Result> extends Error {
  constructor(readonly answer: Result | NotAllotted) {
    super('answered');
  }
}

/**
 * Stands in front of the series of one process: those who wait for the same series, year and date get their numbers in one
 * transaction, in the order they came. A series is one row and one lock; a hundred waiting together cost one wait, not a hundred.
 *
 * When a transaction of several fails, each member is tried again alone, in order: one bad member fails alone. Members of
 * other processes meet at the row's lock, which keeps numbers right; the queue only makes it cheap.
 */
export class NumberQueue<Item, Result> {
  /** One line of groups per series: at most one transaction of this process holds or awaits a series' lock. */
  private readonly lines = new Map<string, Group<Item, Result>[]>();

  constructor(private readonly options: NumberQueueOptions<Item, Result>) {}

  /**
   * @returns what `write` or `prepare` gave for this member, or why there is no number
   * @throws  what they threw for this member; nothing was used up then
   */
  ask(key: SeriesKey, date: string, item: Item): Promise<Result | NotAllotted> {
    return new Promise((resolve, reject) => {
      const name = JSON.stringify([key.agencyId, key.year, key.direction, key.code]);
      let line = this.lines.get(name);
      const idle = line === undefined;
      if (line === undefined) {
        line = [];
        this.lines.set(name, line);
      }
      const last = line.at(-1);
      const member = { item, resolve, reject };
      // Only the last group may grow: a later date must not be numbered before an earlier one that already waits.
      if (last !== undefined && last.date === date) last.waiting.push(member);
      else line.push({ key, date, waiting: [member] });
      if (idle) void this.serve(name, line);
    });
  }

  private async serve(name: string, line: Group<Item, Result>[]): Promise<void> {
    // One turn, so that those who ask in the same moment travel together.
    await Promise.resolve();
    for (let group = line[0]; group !== undefined; group = line[0]) {
      const members = group.waiting.splice(0, this.options.batchSize ?? 64);
      if (group.waiting.length === 0) line.shift();
      await this.together(group, members);
    }
    this.lines.delete(name);
  }

  private async together(group: Group<Item, Result>, members: Waiting<Item, Result>[]): Promise<void> {
    if (members.length > 1) {
      try {
        const results = await this.transact(group, members);
        for (const [i, member] of members.entries()) member.resolve(results[i] as Result | NotAllotted);
        return;
      } catch {
        // Which of them it was shows when each is tried alone.
      }
    }
    for (const member of members) await this.alone(group, member);
  }

  private async alone(group: Group<Item, Result>, member: Waiting<Item, Result>): Promise<void> {
    try {
      const [result] = await this.transact(group, [member]);
      member.resolve(result as Result | NotAllotted);
    } catch (error) {
      if (error instanceof Answered) member.resolve((error as Answered<Result>).answer);
      else member.reject(error);
    }
  }

  private transact(
    group: Group<Item, Result>,
    members: readonly Waiting<Item, Result>[],
  ): Promise<(Result | NotAllotted)[]> {
    return this.options.transactions.run(
      async (tx) => {
        const results = new Array<Result | NotAllotted>(members.length);
        const ready = await this.prepareAll(tx, members, results);
        if (ready.length === 0) return results;
        const items = ready.map((i) => (members[i] as Waiting<Item, Result>).item);
        const lines = items.map((item) => this.options.line(item));
        const given = await numberLines(tx, group.key, group.date, lines);
        if (!given.allotted) {
          // Nothing may stay of what `prepare` wrote.
          if (members.length === 1) throw new Answered<Result>(given);
          throw new Error('No numbers for the group; each member is told alone.');
        }
        const numbered = items.map((item, n) => ({ item, number: given.first + n }));
        const written = await this.options.write(tx, numbered);
        if (written.length !== ready.length) throw new Error('`write` must give one result for each member.');
        for (const [n, i] of ready.entries()) results[i] = written[n] as Result;
        return results;
      },
      { repeatable: true },
    );
  }

  /** @returns the members that need a number; the others' answers are in `results` */
  private async prepareAll(
    tx: Tx,
    members: readonly Waiting<Item, Result>[],
    results: (Result | NotAllotted)[],
  ): Promise<number[]> {
    const { prepare } = this.options;
    if (prepare === undefined) return [...members.keys()];
    const ready: number[] = [];
    const several = members.length > 1;
    for (const [i, member] of members.entries()) {
      if (several) await tx.query('SAVEPOINT member');
      const answered = await prepare(tx, member.item);
      if (answered === undefined) ready.push(i);
      else if (several) {
        await tx.query('ROLLBACK TO SAVEPOINT member');
        results[i] = answered.answer;
      } else throw new Answered<Result>(answered.answer);
      if (several) await tx.query('RELEASE SAVEPOINT member');
    }
    return ready;
  }
}
