import { copyFileSync, mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { World } from '../replay/world.js';
import { askFigures } from './figures.js';
import { writeFiles } from './files.js';
import { askRegisters, writeRegisters } from './registers.js';
import { reportPdf } from './report.js';

/** The last line of the demonstration: everything asked of the services, but the real seconds that the replay took. */
export interface DemoResult {
  readonly outgoing: number;
  readonly incoming: number;
  readonly signed: number;
  readonly both: number;
  /** Percent, two decimals. */
  readonly coverage: number;
  readonly returned: number;
  readonly seconds: number;
}

/** Asks the services what the quarter has come to, and writes files, registers, report and trust into the directory. */
export async function writeResults(
  world: World,
  directory: string,
  pki: string,
  seconds: number,
  say: (line: string) => void,
): Promise<DemoResult> {
  const registers = await askRegisters(world);
  const figures = await askFigures(world, registers);
  say('Tải văn bản đi, đến, trả lại và lập sổ, báo cáo');
  await writeFiles(world, directory, registers);
  await writeRegisters(join(directory, 'registers'), registers);
  writeFileSync(join(directory, 'bao-cao-ty-le-ky-so.pdf'), await reportPdf(world, figures));
  mkdirSync(join(directory, 'trust'), { recursive: true });
  copyFileSync(join(pki, 'root.pem'), join(directory, 'trust', 'roots.pem'));
  copyFileSync(join(pki, 'intermediate.pem'), join(directory, 'trust', 'intermediates.pem'));
  say(figures.coverage.sentenceVi);
  for (const one of figures.lacking) say(`  ${one.numberAndSymbol} ${one.issuedOn} ${one.abstract}: ${one.reasonVi}`);
  return {
    outgoing: figures.outgoing,
    incoming: figures.incoming,
    signed: figures.coverage.figures.signed,
    both: figures.coverage.figures.both,
    coverage: Number(figures.coverage.figures.percentBoth),
    returned: figures.volumes.incomingReturned,
    seconds: Math.round(seconds * 10) / 10,
  };
}
