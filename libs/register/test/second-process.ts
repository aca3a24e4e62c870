import { randomUUID } from 'node:crypto';
import { NumberQueue, type SeriesKey } from '../src/index.js';
import { openRegister } from './register-database.js';

/** Asks for numbers from a process of its own: the first process tells the series and how many. */
const { url, key, date, count } = JSON.parse(process.env.TEST_CONFIG ?? '{}') as {
  url: string;
  key: SeriesKey;
  date: string;
  count: number;
};
const { dataSource, transactions } = await openRegister(url);
const queue = new NumberQueue<string, number>({
  transactions,
  line: (documentId) => ({ notation: 'QĐ-UBND', documentId }),
  write: async (_tx, members) => members.map(({ number }) => number),
});
process.stdout.write('ready\n');
await new Promise((go) => process.stdin.once('data', go));
const numbers: unknown[] = [];
while (numbers.length < count) {
  numbers.push(...(await Promise.all(Array.from({ length: 5 }, () => queue.ask(key, date, randomUUID())))));
}
process.stdout.write(`${JSON.stringify(numbers)}\n`);
await dataSource.destroy();
process.exit(0);
