import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type InputOf, isRefusal, outgoing, type RequestContract } from '@vanthu/contracts';
import fc from 'fast-check';
import { people } from './people.js';
import { World } from './world.js';

/**
 * What clerks do to signed documents, in any order, through the real handlers and the real database, against a table of what
 * may follow what (README, "What is tested by a model").
 */

let world: World;
beforeAll(async () => {
  world = await World.create();
});
afterAll(() => world?.close());

/** The same each time; `VANTHU_MODEL_SEED` goes another way. The title says which. */
const seed = Number(process.env.VANTHU_MODEL_SEED ?? 20_230_127);
const commandsInRun = 320;

type State = 'signed' | 'sealing' | 'stopped' | 'sealed' | 'issued' | 'recalled';
const acts = ['allot', 'seal-comes', 'seal-fails', 'retry', 'void', 'issue', 'recall', 'twice'] as const;
type Act = (typeof acts)[number];

/** What may follow what; every other act is refused and leaves nothing. */
const table: Readonly<Record<State, Partial<Record<Act, State>>>> = {
  signed: { allot: 'sealing' },
  sealing: { 'seal-comes': 'sealed', 'seal-fails': 'stopped' },
  stopped: { retry: 'sealing', void: 'signed' },
  sealed: { issue: 'issued' },
  issued: { recall: 'recalled' },
  recalled: {},
};
const stateHere: Readonly<Record<State, string>> = {
  ...{ signed: 'signed', sealing: 'numbered', stopped: 'numbered', sealed: 'sealed', issued: 'issued' },
  recalled: 'issued',
};

interface Modelled {
  readonly id: string;
  readonly hash: string;
  state: State;
  /** Numbers it has had; the last one counts unless it is voided. */
  readonly numbers: { number: number; voided: boolean }[];
}

class Office {
  private readonly documents: Modelled[] = [];
  private last = 0;

  async begin(): Promise<void> {
    const { id, manifest } = await world.until('signed');
    this.documents.push({ id, hash: manifest.hash, state: 'signed', numbers: [] });
  }

  async do(act: Act, place: number): Promise<void> {
    const document = this.documents[place % Math.max(1, this.documents.length)];
    if (!document) return this.begin();
    const next = table[document.state][act];
    if (act === 'seal-comes' || act === 'seal-fails') return this.signingTells(document, act, next);
    if (act === 'twice') return this.twice(document);
    const done = await this.ask(document, act);
    expect([act, document.state, done]).toEqual([act, document.state, next !== undefined]);
    if (next === undefined) return;
    if (act === 'void') this.standing(document).voided = true;
    document.state = next;
    if (act === 'allot') document.numbers.push({ number: ++this.last, voided: false });
  }

  /** Two clerks press the button at once: one of them numbers it. */
  private async twice(document: Modelled): Promise<void> {
    const answers = await Promise.all([1, 2].map(() => this.ask(document, 'allot')));
    expect(answers.filter(Boolean)).toHaveLength(document.state === 'signed' ? 1 : 0);
    if (document.state !== 'signed') return;
    document.state = 'sealing';
    document.numbers.push({ number: ++this.last, voided: false });
  }

  /** What signing tells of an order that nobody waits for changes nothing. */
  private async signingTells(
    document: Modelled,
    act: 'seal-comes' | 'seal-fails',
    next: State | undefined,
  ): Promise<void> {
    if (document.numbers.length === 0) return;
    if (act === 'seal-fails') await world.failOrdered(document.id, 'failed');
    // A file that came once is not made again.
    else if (next !== undefined) await world.signOrdered(document.id);
    if (next !== undefined) document.state = next;
  }

  private async ask({ id: documentId, hash: manifestHash }: Modelled, act: Act): Promise<boolean> {
    const send = async <C extends RequestContract>(contract: C, input: InputOf<C>) =>
      !isRefusal(await world.ask(contract, input, people.clerk));
    const activationId = randomUUID();
    switch (act) {
      case 'allot':
        return send(outgoing.AllotNumber, { documentId, manifestHash, activationId });
      case 'retry':
        return send(outgoing.RetryJob, { documentId, activationId });
      case 'void':
        return send(outgoing.VoidNumber, { documentId, reason: 'Khóa hỏng' });
      case 'issue':
        return send(outgoing.Issue, { documentId });
      default:
        return send(outgoing.RecallDocument, { documentId, order: 'Công văn 1', reason: 'Nhầm' });
    }
  }

  private standing(document: Modelled) {
    const standing = document.numbers.at(-1);
    if (!standing) throw new Error('a document without a number');
    return standing;
  }

  /** Every number from 1 on stands once, with its document, voided or not; every document is where the table says. */
  async check(): Promise<void> {
    const lines = await world.bed.rows(
      `SELECT number, document_id AS id, voided_reason IS NOT NULL AS voided FROM register_entry ORDER BY number`,
    );
    const expected = this.documents
      .flatMap(({ id, numbers }) => numbers.map(({ number, voided }) => ({ number, id, voided })))
      .sort((a, b) => a.number - b.number);
    expect(lines).toEqual(expected);
    expect(expected.map(({ number }) => number)).toEqual(expected.map((_, i) => i + 1));
    const states = await world.bed.rows<{ id: string; state: string; number: number | null }>(
      'SELECT id, state, number FROM outgoing_document ORDER BY id',
    );
    const modelled = this.documents.map(({ id, state, numbers }) => ({
      ...{ id, state: stateHere[state] },
      number: state === 'signed' ? null : (numbers.at(-1)?.number ?? null),
    }));
    expect(states).toEqual(modelled.sort((a, b) => (a.id < b.id ? -1 : 1)));
  }
}

describe('R-OUT-01, R-OUT-06, R-OUT-07 under random commands', () => {
  it(`no state that the table does not allow, no number twice or left out (seed ${seed})`, async () => {
    const command = fc.record({
      act: fc.constantFrom(...acts),
      place: fc.nat(),
      fresh: fc.integer({ min: 0, max: 7 }),
    });
    const commands = fc.array(command, { minLength: commandsInRun, maxLength: commandsInRun });
    const property = fc.asyncProperty(commands, async (list) => {
      const office = new Office();
      for (const { act, place, fresh } of list) await (fresh === 0 ? office.begin() : office.do(act, place));
      await office.check();
    });
    await fc.assert(property, { seed, numRuns: 1, endOnFailure: true });
  }, 180_000);
});
