import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Seat } from '../district/district.js';
import { at, REPORT_DAY } from '../plan/days.js';
import { inParallel } from '../replay/in-parallel.js';
import type { World } from '../replay/world.js';
import { askAll } from './ask-all.js';
import type { AgencyRegisters } from './registers.js';

const when = { at: at(REPORT_DAY, 8 * 60) };

/** `101/QĐ-UBND` → `101-QD-UBND`. */
const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/gu, 'd')
    .replace(/Đ/gu, 'D')
    .replace(/[^A-Za-z0-9]+/gu, '-');

/** Downloads what was issued, received and returned, as the clerks may, into folders of their own. */
export async function writeFiles(
  world: World,
  directory: string,
  registers: readonly AgencyRegisters[],
): Promise<void> {
  const folder = (name: string) => {
    rmSync(join(directory, name), { recursive: true, force: true });
    mkdirSync(join(directory, name), { recursive: true });
    return join(directory, name);
  };
  const [outgoing, attachments, incoming, returned] = [
    folder('outgoing'),
    folder('attachments'),
    folder('incoming'),
    folder('returned'),
  ];
  for (const { agency, year, ...lines } of registers) {
    const clerk = world.district.seatsOf(agency.key, 'clerk')[0] as Seat;
    const desk = await world.office.desk(clerk, when);
    const issued = lines.outgoing.filter((line) => line.documentId !== null);
    await inParallel(issued, 6, async ({ documentId, documentDate, numberAndSymbol }) => {
      const path = `/api/outgoing/documents/${documentId}`;
      const name = `${documentDate}_${agency.key}_${plain(numberAndSymbol)}`;
      writeFileSync(join(outgoing, `${name}.pdf`), await desk.download(`${path}/file?act=download`, when));
      const detail = await desk.get<{ attachments?: { sha256: string }[] }>('results', path, when);
      for (const [i, { sha256 }] of (detail.attachments ?? []).entries()) {
        const bytes = await desk.download(`${path}/file?act=download&sha256=${sha256}`, when);
        writeFileSync(join(attachments, `${name}_phu-luc-${i + 1}.pdf`), bytes);
      }
    });
    await inParallel(lines.incoming, 6, async ({ documentId, arrivalNumber, numberAndSymbol }) => {
      const bytes = await desk.download(`/api/incoming/documents/${documentId}/file?act=download`, when);
      const name = `${year}_${agency.key}_${String(arrivalNumber).padStart(4, '0')}_${plain(numberAndSymbol)}.pdf`;
      writeFileSync(join(incoming, name), bytes);
    });
  }
  await inParallel(world.district.hosted, 4, async (agency) => {
    const desk = await world.office.desk(world.district.seatsOf(agency.key, 'clerk')[0] as Seat, when);
    const sent = await askAll<{ id: string; fields: { numberAndSymbol: string } }>(
      desk,
      '/api/incoming/documents?state=returned&limit=200',
      when,
    );
    for (const { id, fields } of sent) {
      const bytes = await desk.download(`/api/incoming/documents/${id}/file?act=download`, when);
      writeFileSync(join(returned, `${agency.key}_${plain(fields.numberAndSymbol)}_${id.slice(0, 8)}.pdf`), bytes);
    }
  });
}
