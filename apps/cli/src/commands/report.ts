import { resolve } from 'node:path';
import { ServerProblem } from '@vanthu/servers';
import { type Command, InvalidArgumentError, Option } from 'commander';
import { defaultData } from '../installation/layout.js';
import { dataFolder } from '../installation/replayed.js';

interface ReportFlags {
  period: string;
  out: string;
  data: string;
  agency?: string;
  inputs?: string;
  kind: 'reform' | 'coverage' | 'volumes' | 'resolution' | 'outputs';
  cutOff?: boolean;
  json?: boolean;
}

function periodFrom(text: string): string {
  if (!/^[0-9]{4}(-(M(0[1-9]|1[0-2])|Q[1-4]|H1))?$/.test(text))
    throw new InvalidArgumentError('Kỳ viết như 2023-Q1, 2023-M03, 2023-H1 hoặc 2023.');
  return text;
}

async function report(flags: ReportFlags): Promise<void> {
  const say = (line: string) => void process.stderr.write(`  ${line}\n`);
  // Loaded here, with everything below it: the other commands answer at once.
  const [{ withInstallation }, { writeReports }] = await Promise.all([
    import('../launch/reach.js'),
    import('../report/write-reports.js'),
  ]);
  try {
    const written = await withInstallation(dataFolder(flags.data), process.env, say, ({ asker, installation }) =>
      writeReports(
        asker,
        { ...flags, at: flags.cutOff ? 'cut-off' : 'today', out: resolve(flags.out), files: installation.layout.files },
        say,
      ),
    );
    if (flags.json) process.stdout.write(`${JSON.stringify(written)}\n`);
    else {
      process.stdout.write(`✓ ${written.agency}: ${written.figures} số liệu\n`);
      for (const file of written.files) process.stdout.write(`  ${file}\n`);
      for (const name of written.lacking) process.stdout.write(`  ! chưa có số liệu: ${name}\n`);
    }
  } catch (error) {
    if (!(error instanceof ServerProblem)) throw error;
    process.stderr.write(`✕ ${error.message}\n`);
    process.exitCode = 1;
  }
}

export const addReport = (program: Command): void => {
  program
    .command('report')
    .description('Lập báo cáo của một kỳ: PDF theo Phụ lục I, DOCX, XLSX, CSV')
    .requiredOption('--period <kỳ>', 'kỳ báo cáo: 2023-Q1, 2023-M03, 2023-H1, 2023', periodFrom)
    .requiredOption('--out <thư mục>', 'nơi ghi các tệp')
    .addOption(
      new Option(
        '--kind <loại>',
        'reform: cải cách hành chính; coverage: ký số; volumes: văn bản đi, đến; resolution: giải quyết văn bản đến; outputs: số liệu các sổ, báo cáo của Phụ lục VI',
      )
        .choices(['reform', 'coverage', 'volumes', 'resolution', 'outputs'])
        .default('reform'),
    )
    .option('--inputs <tệp>', 'XLSX hoặc CSV với số liệu mà văn bản không cho biết; nhập trước khi lập')
    .option('--agency <mã>', 'mã cơ quan; bỏ trống: cơ quan cấp trên nhất của hệ thống')
    .option('--cut-off', 'theo bản chốt của kỳ thay cho số liệu hôm nay')
    .option('--data <thư mục>', 'nơi giữ dữ liệu; "demo" là quý đã phát lại', defaultData())
    .option('--json', 'in kết quả là một dòng JSON')
    .addHelpText('after', reportHelp)
    .action(report);
};

const reportHelp = `
Hệ thống đang chạy thì hỏi hệ thống đó; không thì chạy tạm rồi dừng. Mẫu bảng số liệu: trang Báo cáo, nút "Tải mẫu".
Mã thoát: 0 đã lập, 1 bị từ chối.`;
