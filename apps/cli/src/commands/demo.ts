import { join, resolve } from 'node:path';
import { ServerProblem } from '@vanthu/servers';
import { type Command, InvalidArgumentError } from 'commander';
import type { DemoRun } from '../demo/run-demo.js';
import { layoutOf } from '../installation/layout.js';
import { usualDemo } from '../installation/replayed.js';
import type { Launcher } from '../launch/launcher.js';

interface DemoFlags {
  out: string;
  seed?: string;
  days?: number;
  oneProcess?: boolean;
  timings?: boolean;
  json?: boolean;
}

const daysFrom = (text: string): number => {
  const days = Number(text);
  if (!Number.isInteger(days) || days < 1) throw new InvalidArgumentError('Số ngày là số nguyên từ 1.');
  return days;
};

const shortDate = (day: string): string => day.split('-').reverse().join('/');

/** Plays the quarter, writes its results, and ends with one line of JSON. */
async function demo(flags: DemoFlags): Promise<void> {
  const directory = resolve(flags.out);
  const tell = (event: string, fields: object) =>
    void process.stdout.write(`${JSON.stringify({ event, ...fields })}\n`);
  const say = (line: string) => {
    if (flags.json) tell('progress', { line });
    else process.stdout.write(`  ${line}\n`);
  };
  const { runDemo } = await import('../demo/run-demo.js');
  const { writeResults } = await import('../demo/results/write-results.js');
  const { processorSeconds } = await import('../demo/replay/processor-time.js');
  let total = 0;
  let launcher: Launcher | undefined;
  let before: Record<string, number> = {};
  const stop = () => void launcher?.stop().then(() => process.exit(130));
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
  try {
    const run = await runDemo({
      directory,
      ...(flags.seed === undefined ? {} : { seed: flags.seed }),
      ...(flags.days === undefined ? {} : { days: flags.days }),
      processes: flags.oneProcess !== true,
      env: process.env,
      say,
      launched: (one) => {
        launcher = one;
      },
      clockStarts: (pids) => {
        before = processorSeconds(pids);
      },
      ...(flags.json
        ? {
            started: (name: string, pid: number) => tell('started', { name, pid }),
            acted: (acts: number) => tell('acted', { acts }),
          }
        : {}),
      dayDone: ({ day, received, issued, completed, ms }) => {
        total += issued;
        const counts = `đến ${received}, phát hành ${issued} (${total}), hoàn thành ${completed}`;
        say(`${shortDate(day)}  ${counts}  ${(ms / 1000).toFixed(1)} giây`);
      },
    });
    if (flags.timings) tellTimings(run, before, processorSeconds(run.pids));
    const pki = layoutOf(join(directory, 'data')).pki;
    const result = await writeResults(run.world, directory, pki, run.seconds, say);
    await run.launcher.stop();
    process.stdout.write(`${JSON.stringify(result)}\n`);
    process.exit(0);
  } catch (error) {
    const words = error instanceof ServerProblem ? error.message : ((error as Error).stack ?? String(error));
    process.stderr.write(`✕ ${words}\n`);
    process.exit(1);
  }
}

/** One JSON object per line: each act at the desks, then the processor time of each service and server. */
function tellTimings(run: DemoRun, before: Record<string, number>, after: Record<string, number>): void {
  const tell = (line: object) => process.stdout.write(`${JSON.stringify({ bench: 'quarter', ...line })}\n`);
  for (const row of run.measure.rows()) tell(row);
  for (const [service, seconds] of Object.entries(after)) {
    tell({ service, processorSeconds: Math.round((seconds - (before[service] ?? 0)) * 10) / 10 });
  }
}

export const addDemo = (program: Command): void => {
  program
    .command('demo')
    .description(
      'Phát lại một quý của một huyện năm 2023 theo giờ mô phỏng, qua các dịch vụ thật, rồi đếm văn bản được ký số',
    )
    .option('--out <thư mục>', 'nơi ghi kết quả; dữ liệu của hệ thống nằm trong thư mục con data', usualDemo)
    .option('--seed <chữ>', 'hạt giống của bộ dữ liệu')
    .option('--days <số>', 'chỉ phát lại số ngày làm việc đầu tiên', daysFrom)
    .option('--json', 'mỗi dòng một JSON: tiến trình chạy, việc xong, kết quả')
    .option('--one-process', 'các dịch vụ chung một tiến trình')
    .option('--timings', 'in thêm thời gian của từng việc và từng dịch vụ (JSON)')
    .addHelpText('after', demoHelp)
    .action(demo);
};

const demoHelp = `
Chạy lại với cùng thư mục thì làm tiếp phần còn dở. Dòng cuối là một dòng JSON:
  {outgoing, incoming, signed, both, coverage, returned, seconds}
Sau đó: npx vanthu up --data <thư mục> để mở quý đã phát lại trong trình duyệt.`;
