import { ServerProblem } from '@vanthu/servers';
import { type Command, InvalidArgumentError } from 'commander';
import { defaultData, layoutOf } from '../installation/layout.js';
import { dataFolder, replayedIn } from '../installation/replayed.js';
import type { Launcher, UpOptions } from '../launch/launcher.js';
import { sendLogTo } from '../launch/log-to-file.js';
import { humanNews, jsonNews } from '../launch/news.js';

export interface UpFlags {
  processes?: boolean;
  data: string;
  port?: number;
  json?: boolean;
  seed: boolean;
}

function portFrom(text: string): number {
  const port = Number(text);
  if (!Number.isInteger(port) || port < 0 || port > 65_535)
    throw new InvalidArgumentError('Cổng là số từ 0 đến 65535.');
  return port;
}

/**
 * A test starts us with an IPC channel and says what shall stay down when it has killed it. When the channel closes the
 * test is gone, and nobody else would stop us.
 */
function obeyTests(launcher: Launcher, stop: () => void): void {
  if (!process.connected) return;
  process.on('message', (message: { hold?: string; release?: string }) => {
    if (message.hold) launcher.hold(message.hold);
    if (message.release) launcher.release(message.release);
    process.send?.('done');
  });
  process.once('disconnect', stop);
}

/** A replayed period goes on at its last day, with its own people. */
async function optionsOfReplayed(data: string): Promise<Partial<UpOptions>> {
  const replayed = replayedIn(data);
  if (replayed === null) return {};
  const [{ districtOf }, { signInsOf }] = await Promise.all([
    import('../demo/district/district.js'),
    import('../demo/sign-ins.js'),
  ]);
  return {
    env: { ...process.env, VANTHU_CLOCK: 'simulated', VANTHU_CLOCK_NOW: replayed.now },
    load: async ({ installation }) => signInsOf(districtOf(replayed.seed), installation.secrets.demonstration),
  };
}

async function up(flags: UpFlags): Promise<void> {
  const write = (line: string) => void process.stdout.write(line);
  const news = flags.json ? jsonNews(write) : humanNews(write);
  const data = dataFolder(flags.data);
  const options = {
    ...flags,
    data,
    processes: flags.processes ?? false,
    port: flags.port,
    env: process.env,
    ...(await optionsOfReplayed(data)),
  };
  // Loaded here, with everything below it: the other commands answer at once.
  const { Launcher } = await import('../launch/launcher.js');
  const launcher = new Launcher(options, news);
  // Services in processes of their own have a log each.
  if (!options.processes && !flags.json) sendLogTo(layoutOf(data).log('vanthu'));
  // Standard error may be a log by now.
  const fail = (error: unknown) => {
    const words = error instanceof ServerProblem ? error.message : ((error as Error).stack ?? String(error));
    (flags.json ? process.stderr : process.stdout).write(`✕ ${words}\n`);
  };
  let asked = 0;
  const stop = async (code: number) => {
    asked++;
    if (asked > 2) process.exit(130);
    if (asked === 1) news.say('Đang dừng…');
    await launcher.stop();
    process.exit(code);
  };
  process.on('SIGINT', () => void stop(0));
  process.on('SIGTERM', () => void stop(0));
  process.on('SIGHUP', () => void stop(0));
  process.on('uncaughtException', (error) => {
    fail(error);
    void stop(1);
  });
  obeyTests(launcher, () => void stop(0));
  try {
    await launcher.start();
  } catch (error) {
    if (asked > 0) return;
    fail(error);
    await stop(1);
  }
}

export const addUp = (program: Command): void => {
  program
    .command('up')
    .description('Chạy toàn bộ hệ thống: PostgreSQL, NATS, các dịch vụ, dữ liệu trình diễn')
    .option('--processes', 'mỗi dịch vụ một tiến trình, tự chạy lại khi hỏng (mặc định: chung một tiến trình)')
    .option('--data <thư mục>', 'nơi giữ dữ liệu', defaultData())
    .option('--port <số>', 'cổng web; bận thì lấy cổng trống kế tiếp; 0 là cổng bất kỳ', portFrom)
    .option('--json', 'in từng sự kiện là một dòng JSON (dòng "ready": url, pids, signIns)')
    .option('--no-seed', 'không nạp dữ liệu trình diễn')
    .addHelpText('after', upHelp)
    .action(up);
};

const upHelp = `
Biến môi trường:
  DATABASE_URL   dùng PostgreSQL có sẵn (tài khoản tạo được role) thay cho bản đi kèm
  NATS_URL       dùng NATS có sẵn thay cho bản chạy tại chỗ
  VANTHU_ENV     development (mặc định) hoặc production (bắt buộc VANTHU_TRUST_ROOTS, không dữ liệu thử)
  LOG_LEVEL      mức nhật ký của các dịch vụ`;
