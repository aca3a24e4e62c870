import { createHash, createHmac } from 'node:crypto';
import {
  commonRefusals,
  type InputOf,
  isRefusal,
  type OutputOf,
  type Refusal,
  type RequestContract,
  refuser,
} from '@vanthu/contracts';
import { faultOf, prepared, type Transactions, type Tx } from '@vanthu/persistence';
import type { ActContext } from '../context.js';
import type { Answer } from './handles.js';

const refuse = refuser(commonRefusals);

type Commanded = Pick<ActContext, 'commandId' | 'asksAs'>;

/** Carries a refusal through the rollback. */
class RolledBack extends Error {
  constructor(readonly refusal: Refusal) {
    super('refused');
  }
}

/** Keys in a fixed order, so that the same content has the same hash. */
function canonical(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(canonical);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value)
      .filter(([, field]) => field !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([name, field]) => [name, canonical(field)]),
  );
}

/** Runs commands once: the reply is written in the transaction of the effect. */
export class CommandRunner {
  constructor(
    private readonly transactions: Transactions,
    /** Key of the hash of inputs with secrets, which a plain hash would let someone with the table guess. */
    private readonly secret: Buffer,
  ) {}

  /**
   * Runs `work` in one transaction with the record of the command. The same id with the same content from the same asker gets
   * the stored reply; with other content it is refused (`COMMAND.REUSED_ID`); two at once: the second waits for the first.
   * A refusal rolls everything back, and the id may be used again.
   *
   * `work` may run again after a deadlock: what it does outside the transaction must be repeatable.
   */
  async run<C extends RequestContract>(
    contract: C,
    input: InputOf<C>,
    ctx: Commanded,
    work: (tx: Tx) => Promise<Answer<C>>,
  ): Promise<Answer<C>> {
    try {
      return await this.transactions.run(
        async (tx) => {
          const begun = await this.begin(tx, contract, input, ctx);
          if (!begun.fresh) return begun.answer;
          const answer = await work(tx);
          if (isRefusal(answer)) throw new RolledBack(answer);
          await this.finish(tx, ctx, answer);
          return answer;
        },
        { repeatable: true, lockTimeoutMs: 5_000 },
      );
    } catch (error) {
      if (error instanceof RolledBack) return error.refusal;
      // Somebody else has held the row for so long that the asker has gone: to be asked again under the same id.
      if (faultOf(error)?.kind === 'lock-timeout') return refuse('SERVICE.TIMEOUT');
      throw error;
    }
  }

  /**
   * First half of `run`, for work that puts several commands into one transaction (`NumberQueue`): takes the id, or tells the
   * answer that stands. The caller undoes it (savepoint) when it then refuses, and calls `finish` when it does not.
   */
  async begin<C extends RequestContract>(
    tx: Tx,
    contract: C,
    input: InputOf<C>,
    ctx: Commanded,
  ): Promise<{ fresh: true } | { fresh: false; answer: Answer<C> }> {
    const hash = this.hash(contract, input, ctx);
    const [taken] = (await prepared(
      tx,
      'command begin',
      'INSERT INTO command (command_id, request, input_hash) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING RETURNING command_id',
      [ctx.commandId, contract.subject, hash],
    )) as unknown[];
    if (taken !== undefined) return { fresh: true };
    const [stored] = (await tx.query('SELECT input_hash, reply FROM command WHERE command_id = $1', [
      ctx.commandId,
    ])) as {
      input_hash: string;
      reply: OutputOf<C>;
    }[];
    if (stored === undefined || stored.input_hash !== hash)
      return { fresh: false, answer: refuse('COMMAND.REUSED_ID') };
    return { fresh: false, answer: stored.reply };
  }

  /** Second half: the reply that every repetition gets. */
  async finish(tx: Tx, ctx: Commanded, reply: unknown): Promise<void> {
    await prepared(tx, 'command finish', 'UPDATE command SET reply = $2 WHERE command_id = $1', [
      ctx.commandId,
      JSON.stringify(reply ?? null),
    ]);
  }

  /** The asker belongs to the content: nobody gets another's reply by knowing the id. */
  private hash(contract: RequestContract, input: unknown, ctx: Commanded): string {
    const asker = 'service' in ctx.asksAs ? ctx.asksAs.service : `${ctx.asksAs.personId} ${ctx.asksAs.positionId}`;
    const text = JSON.stringify([contract.subject, asker, canonical(input)]);
    const secret = (contract.secret?.length ?? 0) > 0;
    return (secret ? createHmac('sha256', this.secret) : createHash('sha256')).update(text).digest('hex');
  }
}
