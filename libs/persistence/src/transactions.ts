import { type DataSource, EntityManager } from 'typeorm';
import { faultOf } from './faults.js';

declare const transaction: unique symbol;

/**
 * An open transaction. Only `Transactions.run` makes one: a function that demands a `Tx` cannot be called outside.
 * It is TypeORM's entity manager: `tx.query(sql, parameters)`, `tx.getRepository(Row)`.
 */
export type Tx = EntityManager & { readonly [transaction]: true };

export interface TransactionOptions {
  isolation?: 'READ COMMITTED' | 'REPEATABLE READ' | 'SERIALIZABLE';
  /**
   * The work has no effect outside the database that a second run would double. Only then is it run again (twice at most)
   * after a deadlock or a serialisation failure.
   */
  repeatable?: boolean;
  /** How long one statement may wait for a lock, in milliseconds. Default: the server's. */
  lockTimeoutMs?: number;
}

const attempts = 3;

/** Runs work in transactions. Nothing is written unless the promise of `work` is kept. */
export class Transactions {
  constructor(private readonly dataSource: DataSource) {}

  /**
   * @returns what `work` returns, after the commit
   * @throws  what `work` throws; errors of the database as `DatabaseFault`, without the driver's words
   */
  async run<T>(work: (tx: Tx) => Promise<T>, options: TransactionOptions = {}): Promise<T> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await this.once(work, options);
      } catch (error) {
        const fault = faultOf(error);
        if (fault === null) throw error;
        const conflict = fault.kind === 'deadlock' || fault.kind === 'serialisation';
        if (!(conflict && options.repeatable && attempt < attempts)) throw fault;
        // Lets the other one through, which is waiting for the lock that we just gave back.
        await new Promise((resolve) => setTimeout(resolve, attempt * 10 + Math.random() * 20));
      }
    }
  }

  private async once<T>(work: (tx: Tx) => Promise<T>, options: TransactionOptions): Promise<T> {
    const runner = this.dataSource.createQueryRunner();
    try {
      await runner.connect();
      await runner.startTransaction(options.isolation);
      if (options.lockTimeoutMs !== undefined) {
        await runner.query(`SET LOCAL lock_timeout = ${Math.trunc(options.lockTimeoutMs)}`);
      }
      const result = await work(runner.manager as Tx);
      await runner.commitTransaction();
      return result;
    } catch (error) {
      // The connection may be gone; the first error is the one that says why.
      if (runner.isTransactionActive) await runner.rollbackTransaction().catch(() => {});
      throw error;
    } finally {
      await runner.release();
    }
  }

  /** One statement on its own, for reading. Rows are `unknown` until parsed. */
  async query<Row = Record<string, unknown>>(sql: string, parameters: unknown[] = []): Promise<Row[]> {
    try {
      return (await this.dataSource.query(sql, parameters)) as Row[];
    } catch (error) {
      throw faultOf(error) ?? error;
    }
  }
}
