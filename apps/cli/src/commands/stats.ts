import { setTimeout as pause } from 'node:timers/promises';
import { isRefusal, stats } from '@vanthu/contracts';
import { ServerProblem } from '@vanthu/servers';
import type { Command } from 'commander';
import { defaultData } from '../installation/layout.js';
import { dataFolder } from '../installation/replayed.js';

/** Real milliseconds between two looks at the job. */
const lookMs = 500;

async function rebuild(flags: { data: string; json?: boolean }): Promise<void> {
  const say = (line: string) => void process.stderr.write(`  ${line}\n`);
  const { withInstallation } = await import('../launch/reach.js');
  try {
    const done = await withInstallation(dataFolder(flags.data), process.env, say, async ({ asker }) => {
      const begun = Date.now();
      const job = await asker.ask(stats.Rebuild, {});
      if (isRefusal(job)) throw new ServerProblem(job.message);
      for (let shown = -1; ; await pause(lookMs)) {
        const progress = await asker.ask(stats.GetRebuild, job);
        if (isRefusal(progress)) throw new ServerProblem(progress.message);
        if (progress.entriesRead !== shown) say(`Đã đọc ${progress.entriesRead} mục của nhật ký`);
        shown = progress.entriesRead;
        if (progress.state === 'failed') throw new ServerProblem('Không dựng lại được; xem nhật ký của dịch vụ stats.');
        if (progress.state === 'done') return { ...progress, seconds: Math.round((Date.now() - begun) / 100) / 10 };
      }
    });
    if (flags.json) process.stdout.write(`${JSON.stringify(done)}\n`);
    else process.stdout.write(`✓ Đã dựng lại số liệu từ ${done.entriesRead} mục: ${done.seconds} giây\n`);
  } catch (error) {
    if (!(error instanceof ServerProblem)) throw error;
    process.stderr.write(`✕ ${error.message}\n`);
    process.exitCode = 1;
  }
}

export const addStats = (program: Command): void => {
  const group = program.command('stats').description('Số liệu thống kê');
  group
    .command('rebuild')
    .description('Dựng lại số liệu từ nhật ký của các dịch vụ; số liệu cũ vẫn dùng được cho đến khi xong')
    .option('--data <thư mục>', 'nơi giữ dữ liệu; "demo" là quý đã phát lại', defaultData())
    .option('--json', 'in kết quả là một dòng JSON')
    .action(rebuild);
};
