import { mkdtemp, readdir, readFile, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { incoming } from '@vanthu/contracts';
import { watchedFolders } from '../src/incoming-document/watched-folder/folders-config.js';
import { TakeIn } from '../src/incoming-document/watched-folder/take-in.js';
import { agencyId, fieldsOf, Office } from './office.js';
import { samplePdf } from './sample-pdf.js';

/** Files that a scanner puts into the folder of an agency. */

let office: Office;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vanthu-watched-'));
  office = await Office.open({ VANTHU_WATCHED_FOLDERS: JSON.stringify({ [agencyId]: folder }) });
});
afterAll(async () => {
  await office.bed.close();
  await rm(folder, { recursive: true, force: true });
});

const inside = async (name = '') => (await readdir(join(folder, name)).catch(() => [])).sort();
const lying = async () => (await inside()).filter((name) => !['da-nhan', 'loi'].includes(name));
const emptied = () => office.until(async () => (await lying()).length === 0, 'the folder is empty', 30_000);
const documents = () =>
  office.bed.rows<{ id: string; file_name: string; state: string }>(
    `SELECT id, file_name, state FROM incoming_document WHERE source = 'folder' ORDER BY file_name`,
  );
/** As programs write: under a name that nobody watches, then renamed. */
async function drop(name: string, bytes: Buffer): Promise<void> {
  await writeFile(join(folder, `.${name}`), bytes);
  await rename(join(folder, `.${name}`), join(folder, name));
}

describe('a watched folder', () => {
  it('gives each file once to the reception of its agency, where its check follows', async () => {
    await drop('cong-van-1.pdf', samplePdf({ text: 'one' }));
    await emptied();
    await drop('cong-van-1-ban-sao.pdf', samplePdf({ text: 'one' }));
    await emptied();
    expect(await documents()).toMatchObject([{ file_name: 'cong-van-1.pdf' }]);
    await office.until(async () => (await documents())[0]?.state === 'checked', 'its check');
    expect(await inside('da-nhan')).toEqual(['cong-van-1-ban-sao.pdf', 'cong-van-1.pdf']);
    const [{ id } = { id: '' }] = await documents();
    const seen = await office.bed.ask(
      incoming.GetIncoming,
      { documentId: id },
      office.as('clerk', '2030-01-02T03:00:00.000Z'),
    );
    expect(seen).toMatchObject({
      source: 'folder',
      fields: { abstract: 'cong-van-1.pdf', numberAndSymbol: 'Chưa đọc được' },
    });
    const stranger = await office.bed.ask(incoming.GetIncoming, { documentId: id }, office.as('strangerClerk'));
    expect(stranger).toMatchObject({ code: 'REQUEST.NOT_FOUND' });
  });

  it('puts aside what cannot be a document, with the reason beside it', async () => {
    const before = (await documents()).length;
    await drop('ghi-chu.pdf', Buffer.from('không phải PDF'));
    await emptied();
    expect(await inside('loi')).toEqual(['ghi-chu.pdf', 'ghi-chu.pdf.ly-do.txt']);
    expect(await readFile(join(folder, 'loi/ghi-chu.pdf.ly-do.txt'), 'utf8')).toContain('PDF');
    expect(await documents()).toHaveLength(before);
  });

  it('loses nothing and takes nothing twice when the service died before the file was moved away, or before it was seen', async () => {
    const before = (await documents()).length;
    await drop('khan-2.pdf', samplePdf({ text: 'two' }));
    await emptied();
    await office.bed.service.close();
    // As it lies when the process died between the commit and the moving; and one that came meanwhile.
    await rename(join(folder, 'da-nhan/khan-2.pdf'), join(folder, 'khan-2.pdf'));
    await drop('khan-3.pdf', samplePdf({ text: 'three' }));
    await office.bed.restart();
    await emptied();
    await office.until(async () => (await documents()).length === before + 2, 'both are received');
    expect((await documents()).map((one) => one.file_name)).toEqual(['cong-van-1.pdf', 'khan-2.pdf', 'khan-3.pdf']);
  });

  it('takes a file whose name is no line of text', async () => {
    await drop('tờ trình\n4.pdf', samplePdf({ text: 'four' }));
    await emptied();
    expect((await documents()).at(-1)).toMatchObject({ file_name: 'tờ trình 4.pdf' });
  });

  it('puts a link aside: what it leads to is not what lies in the folder', async () => {
    const before = (await documents()).length;
    const elsewhere = await mkdtemp(join(tmpdir(), 'vanthu-elsewhere-'));
    await writeFile(join(elsewhere, 'mat.pdf'), samplePdf({ text: 'of others' }));
    await symlink(join(elsewhere, 'mat.pdf'), join(folder, 'lien-ket.pdf'));
    await emptied();
    expect(await readFile(join(folder, 'loi/lien-ket.pdf.ly-do.txt'), 'utf8')).toContain('liên kết');
    expect(await documents()).toHaveLength(before);
    await rm(elsewhere, { recursive: true });
  });

  it('leaves what a scanner has written under the same name while the file before was being read', async () => {
    const own = await mkdtemp(join(tmpdir(), 'vanthu-watched-'));
    const path = join(own, 'scan.pdf');
    const later = samplePdf({ text: 'the next document' });
    const received: string[] = [];
    const takeIn = new TakeIn(
      { run: (work: (tx: unknown) => unknown) => work({ query: async () => [] }) } as never,
      { create: () => ({ now: () => new Date(), today: () => '2025-03-10' }) } as never,
      { put: async () => undefined } as never,
      { begin: async (_: unknown, { id }: { id: string }) => received.push(id) } as never,
      {
        fieldsOf: async () => {
          if (received.length === 0) await writeFile(path, later);
          return fieldsOf();
        },
      } as never,
    );
    await writeFile(path, samplePdf({ text: 'one' }));
    await expect(takeIn.file(path, { agencyId, path: own })).rejects.toThrow(/written anew/);
    expect(await readFile(path)).toEqual(later);
    await takeIn.file(path, { agencyId, path: own });
    expect(new Set(received).size).toBe(2);
    expect(await readdir(own)).toEqual(['da-nhan']);
    await rm(own, { recursive: true });
  });
});

describe('the setting', () => {
  it.each([
    ['nothing', {}, []],
    ['a folder', { VANTHU_WATCHED_FOLDERS: `{"${agencyId}":"/srv/quet"}` }, [{ agencyId, path: '/srv/quet' }]],
  ])('%s is read', (_, extra, expected) => expect(watchedFolders(extra)).toEqual(expected));

  it.each([
    ['no JSON', 'x', /JSON/],
    ['no id', '{"xa":"/srv/quet"}', /VANTHU_WATCHED_FOLDERS/],
    ['a relative path', `{"${agencyId}":"quet"}`, /absolute/],
    [
      'one folder for two',
      `{"${agencyId}":"/a","${agencyId.replace(/^./, (c) => (c === '0' ? '1' : '0'))}":"/a"}`,
      /of its own/,
    ],
  ])('%s stops the start with the reason', (_, text, why) =>
    expect(() => watchedFolders({ VANTHU_WATCHED_FOLDERS: text })).toThrow(why),
  );
});
