import { pathToFileURL } from 'node:url';

/** Runs what a benchmark exports, with a PostgreSQL (durable, as in life) and a NATS of its own beside it. */
process.env.VANTHU_TEST_DURABLE = '1';
const { default: setUp } = await import('../../libs/testing/jest/global-setup.mjs');
const { default: tearDown } = await import('../../libs/testing/jest/global-teardown.mjs');

const [file] = process.argv.slice(2);
await setUp();
try {
  const benches = Object.values(await import(pathToFileURL(file).href)).filter((one) => typeof one === 'function');
  if (benches.length === 0) throw new Error(`${file} exports nothing to run`);
  for (const bench of benches) await bench();
} finally {
  await tearDown();
}
