import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { desktopFieldNames, layOutDocument, loadTinos } from '@vanthu/decree30';
import type { Answer } from '@vanthu/pades';
import { freePort } from '@vanthu/servers';
import { createTestPki, startTestPkiServer, type TestPki, type TestPkiServer } from '@vanthu/testpki';
import { vanthuProgram } from '../src/program.js';
import { worse } from '../src/verify/file-answer.js';

// Keys are made, and threads start.
jest.setTimeout(60_000);

const folder = mkdtempSync(join(tmpdir(), 'vanthu-cli-'));
const at = (...names: string[]) => join(folder, ...names);
let pki: TestPki;
let server: TestPkiServer;

interface Ran {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** Runs a command as the shell would, with the PIN in the environment. */
async function vanthu(...args: string[]): Promise<Ran> {
  const written = { out: '', err: '' };
  const into =
    (stream: 'out' | 'err') =>
    (chunk: string | Uint8Array): boolean => {
      written[stream] += Buffer.from(chunk).toString('utf8');
      return true;
    };
  const stdout = jest.spyOn(process.stdout, 'write').mockImplementation(into('out') as never);
  const stderr = jest.spyOn(process.stderr, 'write').mockImplementation(into('err') as never);
  process.env.VANTHU_PIN = '4711';
  process.exitCode = 0;
  try {
    const program = vanthuProgram();
    for (const command of program.commands) command.exitOverride();
    await program.parseAsync(['node', 'vanthu', ...args]);
    return { code: Number(process.exitCode), ...written };
  } finally {
    stdout.mockRestore();
    stderr.mockRestore();
  }
}
const trust = () => ['--data', folder, '--trust', at('root.pem'), '--issuers', at('ca.pem')];
const answers = ({ out }: Ran): (Answer & { file: string })[] =>
  out
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as Answer & { file: string });

beforeAll(async () => {
  const now = new Date();
  const port = await freePort(0);
  pki = createTestPki({ at: now, serverUrl: `http://127.0.0.1:${port}` });
  server = await startTestPkiServer({ pki, port, environment: 'test' });
  writeFileSync(at('root.pem'), pki.rootPem);
  writeFileSync(at('ca.pem'), pki.intermediatePem);
  writeFileSync(at('hong.p12'), pki.issuePerson({ commonName: 'Nguyễn Thị Hồng' }).pkcs12('4711'));
  writeFileSync(at('expired.p12'), pki.issueExpired().pkcs12('4711'));
  const { pdf } = await layOutDocument(
    {
      ...{ kind: 'cong-van', superiorName: null, agencyName: ['ỦY BAN NHÂN DÂN', 'XÃ TÂN PHÚ'], symbol: 'UBND-VP' },
      ...{
        place: 'Tân Phú',
        abstract: 'thử chữ ký',
        addressees: ['Các xã'],
        paragraphs: ['Đề nghị các xã thực hiện.'],
      },
      signers: [{ capacityLines: ['CHỦ TỊCH'], name: 'Nguyễn Thị Hồng' }],
      ...{ recipients: ['- Lưu: VT.'], urgency: 'normal' },
    },
    await loadTinos(),
    { createdAt: now },
  );
  writeFileSync(at('draft.pdf'), pdf);
});
afterEach(() => {
  process.exitCode = 0;
});
afterAll(async () => {
  await server?.close();
  delete process.env.VANTHU_PIN;
  rmSync(folder, { recursive: true, force: true });
});

const sign = (...more: string[]) => vanthu('sign', at('draft.pdf'), '--p12', at('hong.p12'), '--data', folder, ...more);

describe('sign, inspect, verify', () => {
  test('a file is signed, looked into and found valid; its first bytes are those of the draft', async () => {
    const signed = await sign(
      '--field',
      'ky_ca_nhan_1',
      '--lock',
      'tru',
      'so_van_ban',
      'ngay_ban_hanh',
      'ky_co_quan_1',
      ...desktopFieldNames,
      '--out',
      at('ky.pdf'),
    );
    expect(signed).toMatchObject({ code: 0, out: expect.stringContaining('Đã ký vào ô ky_ca_nhan_1') });
    const draft = readFileSync(at('draft.pdf'));
    expect(readFileSync(at('ky.pdf')).subarray(0, draft.length).equals(draft)).toBe(true);

    const [inspected] = JSON.parse((await vanthu('inspect', '--json', at('ky.pdf'))).out);
    expect(inspected).toMatchObject({
      signatures: [
        {
          field: 'ky_ca_nhan_1',
          signer: 'Nguyễn Thị Hồng',
          covers: 'file',
          locks: [`khóa mọi ô trừ so_van_ban, ngay_ban_hanh, ky_co_quan_1, ${desktopFieldNames.join(', ')}`],
        },
      ],
    });
    expect(inspected.revisions.length).toBe(2);

    const verified = await vanthu('verify', at('ky.pdf'), ...trust(), '--json');
    expect(verified.code).toBe(0);
    expect(JSON.parse(verified.out)).toEqual([
      expect.objectContaining({
        ...{ file: at('ky.pdf'), answer: 'hợp lệ', timestamps: [] },
        sigs: [
          expect.objectContaining({
            field: 'ky_ca_nhan_1',
            integrity: 'ok',
            changes: 'none',
            level: 'B-B',
            signer: 'Nguyễn Thị Hồng',
          }),
        ],
      }),
    ]);
  });

  test('a new field with a certification, and the next signer who it does not let in', async () => {
    const place = ['--page', '1', '--box', '300,60,420,120'];
    expect(await sign('--field', 'moi', ...place, '--certify', '1', '--out', at('p1.pdf'))).toMatchObject({ code: 0 });
    const again = await vanthu(
      'sign',
      at('p1.pdf'),
      '--p12',
      at('hong.p12'),
      '--field',
      'ky_ca_nhan_1',
      '--data',
      folder,
    );
    expect(again).toMatchObject({ code: 1, err: expect.stringContaining('không cho phép') });
  });

  test('what cannot be signed is told why, each with its exit code', async () => {
    const withKey = (key: string, file = 'draft.pdf') =>
      vanthu('sign', at(file), '--p12', at(key), '--field', 'ky_ca_nhan_1', '--data', folder, '--json');
    expect(await withKey('expired.p12')).toMatchObject({
      code: 1,
      out: expect.stringContaining('PADES.CERTIFICATE_EXPIRED'),
    });
    expect(await withKey('hong.p12', 'nowhere.pdf')).toMatchObject({ code: 3 });
    expect(await sign('--field', 'ky_ca_nhan_1', '--out', at('draft.pdf'))).toMatchObject({ code: 3 });
    writeFileSync(at('pin'), 'sai\n');
    const wrong = await sign('--field', 'ky_ca_nhan_1', '--pin-file', at('pin'));
    expect(wrong).toMatchObject({ code: 3, err: expect.stringContaining('Sai mã PIN') });
  });

  test('every level is reached from the start, or later, with the servers of the CA; the verdict says which', async () => {
    const servers = [...trust(), '--tsa', `${server.url}/tsa`, '--allow-host', `127.0.0.1:${server.port}`];
    const levelOf = async (name: string) =>
      answers(await vanthu('verify', at(name), ...trust(), '--jsonl')).flatMap(({ sigs }) =>
        sigs.map(({ level }) => level),
      );
    const whole = await sign('--field', 'ky_ca_nhan_1', '--level', 'B-LTA', '--out', at('lta.pdf'), ...servers);
    expect(whole).toMatchObject({ code: 0, out: expect.stringContaining('B-LTA') });
    expect(await levelOf('lta.pdf')).toEqual(['B-LTA']);

    await sign('--field', 'ky_ca_nhan_1', '--out', at('b-b.pdf'));
    const raised = await vanthu('augment', at('b-b.pdf'), '--to', 'B-LT', '--out', at('b-lt.pdf'), ...servers);
    expect(raised).toMatchObject({ code: 0 });
    expect(await levelOf('b-lt.pdf')).toEqual(['B-LT']);
    const before = readFileSync(at('b-b.pdf'));
    expect(readFileSync(at('b-lt.pdf')).subarray(0, before.length).equals(before)).toBe(true);
  });

  test('a timestamp server that is away costs the level, not the signature', async () => {
    const tsa = ['--level', 'B-T', '--tsa', 'http://127.0.0.1:9/', '--out', at('thap.pdf')];
    const signed = await sign('--field', 'ky_ca_nhan_1', ...tsa);
    expect(signed).toMatchObject({ code: 2, err: expect.stringContaining('chưa đạt B-T') });
    expect(await vanthu('verify', at('thap.pdf'), ...trust())).toMatchObject({ code: 0 });
    const raised = await vanthu(
      'augment',
      at('thap.pdf'),
      '--to',
      'B-LT',
      '--tsa',
      'http://127.0.0.1:9/',
      '--data',
      folder,
    );
    expect(raised).toMatchObject({ code: 2 });
    expect(await vanthu('augment', at('draft.pdf'), '--to', 'B-T', '--data', folder)).toMatchObject({
      code: 1,
      err: expect.stringContaining('chưa có chữ ký'),
    });
  });
});

describe('verify', () => {
  test('folders are gone through to the bottom, in order, and every file has its line, the unreadable too', async () => {
    mkdirSync(at('kho', 'sau', 'nua'), { recursive: true });
    await sign('--field', 'ky_ca_nhan_1', '--out', at('kho', 'a.pdf'));
    const good = readFileSync(at('kho', 'a.pdf'));
    const bad = Buffer.from(good);
    const changed = bad.indexOf('stream') + 60;
    bad[changed] = (bad[changed] as number) ^ 1;
    writeFileSync(at('kho', 'sau', 'b.PDF'), bad);
    writeFileSync(at('kho', 'sau', 'nua', 'c.pdf'), 'không phải PDF');
    writeFileSync(at('kho', 'sau', 'ghi-chu.txt'), 'không hỏi tới');
    const ran = await vanthu('verify', at('kho'), ...trust(), '--jsonl');
    expect(ran.code).toBe(3);
    expect(answers(ran).map(({ file, answer, error }) => [file, error === undefined ? answer : 'error'])).toEqual([
      ['a.pdf', 'hợp lệ'],
      ['sau/b.PDF', 'không hợp lệ'],
      ['sau/nua/c.pdf', 'error'],
    ]);
    expect((await vanthu('verify', at('kho', 'sau', 'b.PDF'), ...trust())).code).toBe(1);
    // Nobody is trusted: it may be right, but who says so?
    expect((await vanthu('verify', at('kho', 'a.pdf'), '--data', at('none'))).code).toBe(2);
    expect((await vanthu('verify', at('kho', 'nowhere.pdf'), ...trust())).code).toBe(3);
  });

  test('reports lie in a folder under the names of the files; text of files is no markup in them', async () => {
    const out = at('bao-cao/');
    expect((await vanthu('verify', at('kho'), ...trust(), '--html', '--out', out)).code).toBe(3);
    const page = readFileSync(at('bao-cao', 'sau', 'b.PDF.html'), 'utf8');
    expect(page).toContain('KHÔNG HỢP LỆ');
    expect(page).toContain('Tổ chức cấp chứng thư số');
    expect((await vanthu('verify', at('kho', 'a.pdf'), ...trust(), '--pdf', '--out', at('a.bao-cao.pdf'))).code).toBe(
      0,
    );
    expect(readFileSync(at('a.bao-cao.pdf')).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('certificates and files may follow each other as they like', async () => {
    const ran = await vanthu('verify', '--data', folder, '--trust', at('root.pem'), at('ca.pem'), at('kho', 'a.pdf'));
    expect(ran).toMatchObject({ code: 0, out: expect.stringContaining('✓') });
  });

  test('at a time before the certificate was made nothing is certain', async () => {
    const ran = await vanthu('verify', at('kho', 'a.pdf'), ...trust(), '--at', '2019-01-01');
    expect(ran.code).toBe(2);
  });

  test('the exit code of several files is that of the worst', () => {
    expect([0, 2].reduce(worse)).toBe(2);
    expect([2, 1, 0].reduce(worse)).toBe(1);
    expect([1, 3, 2].reduce(worse)).toBe(3);
  });
});
