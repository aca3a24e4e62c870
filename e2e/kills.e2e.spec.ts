import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { OutputOf, outgoing, stats } from '@vanthu/contracts';
import { waitUntil } from '@vanthu/testing';
import { Office, today } from './support/office.js';
import { chauMinh, Paper } from './support/paper.js';

/** Points where the code lets a test cut the power are armed by files in this folder. */
const crashes = mkdtempSync(join(tmpdir(), 'vanthu-crashes-'));
let office: Office;
beforeAll(async () => {
  const env = { VANTHU_ENV: 'test', VANTHU_CRASH_DIR: crashes };
  office = await Office.open({ patient: true, env });
  // Everybody has come to work before the first thing dies.
  for (const username of Object.values(chauMinh)) await office.positionOf(username);
}, 200_000);
afterAll(async () => {
  await office?.close();
  rmSync(crashes, { recursive: true, force: true });
});

/** Consumers look into the owner's log every half minute, whatever they have missed when they died. */
const LONG = { timeoutMs: 60_000 };

type Register = OutputOf<typeof outgoing.ReadRegister>;
type Coverage = OutputOf<typeof stats.GetCoverage>;

const register = async () => {
  const path = `/api/outgoing/register?year=${today().slice(0, 4)}&limit=200`;
  return (await office.get<Register>('vanthu', path)).items;
};
const issuedCount = async () => {
  const path = `/api/stats/coverage?from=${today(-1)}&to=${today(1)}`;
  return (await office.get<Coverage>('vanthu', path)).figures;
};

/** Completed, and everything happened once: one number, one seal, one effect of each command. */
async function expectOnce(paper: Paper): Promise<void> {
  const detail = await paper.until('issued');
  const acts = detail.timeline.map(({ act }) => act).filter((act) => !['not-signed', 'retry-job'].includes(act));
  expect(acts).toEqual([
    ...['create-draft', 'submit', 'check-content', 'check-form'],
    ...['sign', 'signed', 'allot-number', 'sealed', 'issue'],
  ]);
  const lines = (await register()).filter((line) => line.documentId === paper.id);
  expect(lines.map((line) => line.numberAndSymbol)).toEqual([detail.numberAndSymbol]);
  const { judgement, history } = await paper.evidence();
  expect(judgement.answer).toBe('valid');
  expect(judgement.signatures.map(({ field }) => field)).toEqual(['ky_ca_nhan_1', 'ky_co_quan_1']);
  expect(history).toHaveLength(2);
}

/** One step of the way of a document; whoever does it insists until it is answered. */
const steps: readonly (readonly [string, (paper: Paper) => Promise<unknown>])[] = [
  ['submitted', (paper) => paper.submit()],
  ['content-checked', (paper) => paper.checkContent()],
  ['form-checked', (paper) => paper.checkForm()],
  ['signature ordered', (paper) => paper.orderSignature()],
  ['number ordered', (paper) => paper.until('signed').then(() => paper.orderNumber())],
  ['issued', (paper) => paper.until('sealed').then(() => paper.issue())],
];

describe('SIGKILL after each step of a document', () => {
  const victims = [
    ...['gateway', 'directory', 'outgoing', 'incoming', 'routing', 'signing', 'stats'],
    ...['nats', 'postgres'],
  ];
  it.each(victims)(
    '%s: the document completes, once',
    async (victim) => {
      const before = await issuedCount();
      const paper = await Paper.draft(office);
      let back = strike(victim);
      for (const [, act] of steps) {
        // The next one acts while it is still coming up.
        await act(paper);
        await back;
        back = strike(victim);
      }
      await back;
      await expectOnce(paper);
      const after = await waitUntil(async () => {
        const now = await issuedCount();
        return now.issued > before.issued && now.both > before.both && now;
      }, LONG);
      expect(after).toMatchObject({ issued: before.issued + 1, both: before.both + 1 });
    },
    180_000,
  );

  async function strike(victim: string): Promise<void> {
    await office.system.kill(victim);
    await office.system.restart(victim);
  }
});

describe('the power goes', () => {
  const points: readonly (readonly [service: string, point: string, during: 'sign' | 'number' | 'issue'])[] = [
    ['outgoing', 'after-commit-before-publish', 'sign'],
    ['signing', 'signing.after-signature-before-keep', 'sign'],
    ['outgoing', 'outgoing.after-personal-signature-before-commit', 'sign'],
    ['signing', 'after-effect-before-ack', 'number'],
    ['outgoing', 'outgoing.before-number-commit', 'number'],
    ['signing', 'signing.after-keep-before-commit', 'number'],
    ['outgoing', 'outgoing.after-number-before-seal', 'number'],
    ['signing', 'after-commit-before-publish', 'number'],
    ['outgoing', 'after-publish-before-mark', 'number'],
    ['signing', 'after-publish-before-mark', 'number'],
    ['outgoing', 'outgoing.after-organisation-signature-before-commit', 'number'],
    ['stats', 'after-effect-before-ack', 'issue'],
    ['incoming', 'after-effect-before-ack', 'issue'],
  ];
  it.each(points)(
    'in %s at %s, while it is ordered to %s: the document completes, once',
    async (service, point, during) => {
      const before = await issuedCount();
      const paper = await Paper.draft(office);
      await paper.bring(during === 'sign' ? 'form-checked' : during === 'number' ? 'signed' : 'sealed');
      const armed = join(crashes, `${service}.${point}`);
      const pid = office.system.pidOf(service);
      writeFileSync(armed, '');
      await paper.bring('issued');
      await waitUntil(() => !existsSync(armed) && office.system.pidOf(service) !== pid, {
        what: `${service} dies at ${point}`,
      });
      await expectOnce(paper);
      await waitUntil(async () => (await issuedCount()).both === before.both + 1, LONG);
    },
    180_000,
  );
});

it('after all of this the series has every number once, and nothing was counted twice', async () => {
  const numbers = (await register())
    .filter((line) => line.numberAndSymbol.endsWith('/QĐ-UBND'))
    .map((line) => Number.parseInt(line.numberAndSymbol, 10))
    .sort((a, b) => a - b);
  expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  const figures = await issuedCount();
  expect(figures.issued).toBe(figures.both);
}, 30_000);
