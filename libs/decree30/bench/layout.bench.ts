import {
  civilDate,
  type DocumentContent,
  incomingRegister,
  layOutDocument,
  layOutRegister,
  loadTinos,
} from '../src/index.js';
import { samplesByKind } from '../test/kind-samples.js';
import { createdAt, longDecision } from '../test/samples.js';

export interface BenchOptions {
  /** How often each document is laid out after warming up. Default 40. */
  readonly times?: number;
  readonly print?: (line: string) => void;
}

/**
 * Laying out, warm, in one process: a decision of three pages (aim: under 100 ms), one document of every kind, a book of
 * 1,500 lines. `cpuMs` is what the process used, `wallMs` what the clock showed beside whatever else runs.
 */
export async function benchLayout({ times = 40, print = console.log }: BenchOptions = {}): Promise<void> {
  const fonts = await loadTinos();
  const tell = (what: string, figures: object) => print(JSON.stringify({ bench: 'layout', what, ...figures }));
  const layOut = (content: DocumentContent) => layOutDocument(content, fonts, { createdAt });

  for (let round = 0; round < 10; round += 1) await layOut(longDecision);
  const { pages } = await layOut(longDecision);
  tell('decision', { pages, ...(await measured(times, () => layOut(longDecision))) });

  const all = [...samplesByKind.values()];
  const total = await measured(1, async () => {
    for (const content of all) await layOut(content);
  });
  const each = { wallMs: total.wallMs / all.length, cpuMs: total.cpuMs / all.length };
  tell('every kind, annexes included', { kinds: all.length, wallMs: rounded(each.wallMs), cpuMs: rounded(each.cpuMs) });

  const row = {
    ...{ arrivedOn: '15/12/2022', incomingNumber: '07', author: 'Sở Nội vụ tỉnh', numberAndSymbol: '125/SNV-CCHC' },
    ...{ documentDate: '14/12/2022', receiver: 'Phòng Nội vụ', handedOverOn: '15/12/2022', receivedBy: 'Lê Thị Hoa' },
    kindAndAbstract: 'Công văn về việc đăng ký nhu cầu bồi dưỡng công chức làm công tác văn thư, lưu trữ năm 2023',
    remarks: '',
  };
  const register = {
    ...{ book: incomingRegister, superiorName: null, agencyName: 'Ủy ban nhân dân huyện Châu Minh', year: 2023 },
    ...{
      from: civilDate('2022-12-15'),
      to: civilDate('2023-03-14'),
      numbers: null,
      volume: '01',
      rows: Array.from({ length: 1500 }, () => row),
    },
  };
  tell('book', { lines: 1500, ...(await measured(2, () => layOutRegister(register, fonts, { createdAt }))) });
}

const rounded = (ms: number): number => Math.round(ms * 10) / 10;

async function measured(times: number, run: () => Promise<unknown>): Promise<{ wallMs: number; cpuMs: number }> {
  const started = performance.now();
  const used = process.cpuUsage();
  for (let index = 0; index < times; index += 1) await run();
  const { user, system } = process.cpuUsage(used);
  return {
    wallMs: rounded((performance.now() - started) / times),
    cpuMs: rounded((user + system) / 1000 / times),
  };
}
