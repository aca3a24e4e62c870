import { ServerProblem } from '@vanthu/servers';
import { type Command, InvalidArgumentError } from 'commander';
import { defaultData } from '../installation/layout.js';
import { dataFolder } from '../installation/replayed.js';

interface SimulateFlags {
  documents: number;
  from: string;
  to: string;
  data: string;
  json?: boolean;
}

function countFrom(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1 || count > 100_000_000)
    throw new InvalidArgumentError('Số văn bản là số nguyên từ 1 đến 100.000.000.');
  return count;
}

function dayFrom(text: string): string {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text) || Number.isNaN(Date.parse(text)))
    throw new InvalidArgumentError('Ngày viết như 2023-03-14.');
  return text;
}

async function simulate(flags: SimulateFlags): Promise<void> {
  const say = (line: string) => void process.stderr.write(`  ${line}\n`);
  const [{ withInstallation }, { serviceEnvironment }, { simulateDocuments }] = await Promise.all([
    import('../launch/reach.js'),
    import('../launch/service-environment.js'),
    import('@vanthu/stats'),
  ]);
  try {
    if (process.env.VANTHU_ENV === 'production')
      throw new ServerProblem('Không nạp số liệu mô phỏng vào hệ thống đang dùng thật (VANTHU_ENV=production).');
    const { documents, from, to } = flags;
    const done = await withInstallation(dataFolder(flags.data), process.env, say, ({ installation }) => {
      const databaseUrl = String(serviceEnvironment(installation, 'stats').DATABASE_URL);
      return simulateDocuments({ databaseUrl, documents, from, to, say });
    });
    if (flags.json) process.stdout.write(`${JSON.stringify(done)}\n`);
    else
      process.stdout.write(
        `✓ ${done.documents} văn bản của ${done.agencies} cơ quan: nạp ${done.copySeconds} giây, lập chỉ mục ${done.indexSeconds} giây, đếm ${done.countSeconds} giây\n`,
      );
  } catch (error) {
    if (!(error instanceof ServerProblem)) throw error;
    process.stderr.write(`✕ ${error.message}\n`);
    process.exitCode = 1;
  }
}

export const addSimulate = (program: Command): void => {
  program
    .command('simulate')
    .description('Nạp văn bản mô phỏng vào số liệu thống kê (COPY) để thử ở quy mô lớn')
    .requiredOption('--documents <số>', 'số văn bản', countFrom)
    .option('--from <ngày>', 'ngày phát hành đầu tiên', dayFrom, '2015-01-01')
    .option('--to <ngày>', 'ngày phát hành cuối cùng', dayFrom, '2024-12-31')
    .option('--data <thư mục>', 'nơi giữ dữ liệu; "demo" là quý đã phát lại', defaultData())
    .option('--json', 'in kết quả là một dòng JSON')
    .addHelpText('after', simulateHelp)
    .action(simulate);
};

const simulateHelp = `
Chỉ số liệu thống kê thay đổi; không có văn bản, sổ, chữ ký nào được tạo. "vanthu stats rebuild" dựng lại số liệu thật.`;
