import { execFile } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { dirname } from 'node:path';
import { promisify } from 'node:util';
import { findNatsServer, findPostgres, isAlive, natsVersion, postgresUser, stillRuns } from '@vanthu/servers';
import pg from 'pg';
import { type Layout, root, toolsDirectory } from '../installation/layout.js';
import { RunFile } from '../installation/run-file.js';
import { webBuilt } from '../launch/service-environment.js';

export interface Surroundings {
  readonly layout: Layout;
  readonly env: NodeJS.ProcessEnv;
}

export interface Finding {
  readonly name: string;
  readonly state: 'ok' | 'warning' | 'problem';
  readonly cause: string;
  /** What to run. */
  readonly command: string | null;
}

export interface Check {
  readonly name: string;
  look(surroundings: Surroundings): Promise<Omit<Finding, 'name'>> | Omit<Finding, 'name'>;
}

const ok = (cause: string) => ({ state: 'ok', cause, command: null }) as const;
const warning = (cause: string, command: string | null) => ({ state: 'warning', cause, command }) as const;
const problem = (cause: string, command: string | null) => ({ state: 'problem', cause, command }) as const;

/** Of package.json. */
const oldestNode = [20, 19] as const;

export function judgeNode(version: string): Omit<Finding, 'name'> {
  const [major = 0, minor = 0] = version.replace('v', '').split('.').map(Number);
  const isNew = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  return isNew ? ok(version) : problem(`${version} quá cũ, cần ${oldestNode.join('.')} trở lên`, 'https://nodejs.org');
}

const gigabyte = 1e9;

export function judgeDisk(freeBytes: number): Omit<Finding, 'name'> {
  const words = `còn ${(freeBytes / gigabyte).toFixed(1)} GB`;
  if (freeBytes < gigabyte) return problem(`${words}, cần ít nhất 1 GB`, 'df -h');
  return freeBytes < 5 * gigabyte ? warning(`${words}, sắp hết`, 'df -h') : ok(words);
}

async function askDatabase(url: string) {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 3_000 });
  try {
    await client.connect();
    const { rows } = await client.query('SHOW server_version_num');
    const version = Number((rows[0] as { server_version_num: string }).server_version_num);
    const words = `máy chủ ở DATABASE_URL, phiên bản ${Math.floor(version / 10_000)}`;
    return version >= 150_000 ? ok(words) : problem(`${words}, cần 15 trở lên`, null);
  } catch (error) {
    return problem(`không nối được tới DATABASE_URL: ${(error as Error).message}`, 'psql "$DATABASE_URL"');
  } finally {
    await client.end().catch(() => {});
  }
}

/** Whether anything speaks HTTP there; a timestamp is not taken for it. */
async function askTimestampServers(env: NodeJS.ProcessEnv) {
  const servers = (env.VANTHU_TSA_SERVERS ?? '').split(',').flatMap((one) => one.trim() || []);
  if (servers.length === 0) {
    return env.VANTHU_TRUST_ROOTS
      ? warning('chưa cấu hình máy chủ (VANTHU_TSA_SERVERS): chữ ký mới chỉ ở mức B-B', null)
      : ok('máy chủ của hạ tầng khóa thử nghiệm');
  }
  const silent = await Promise.all(
    servers.map((url) =>
      fetch(url, { signal: AbortSignal.timeout(3_000) }).then(
        () => null,
        () => url,
      ),
    ),
  );
  const down = silent.filter((url) => url !== null);
  return down.length === 0 ? ok(servers.join(', ')) : warning(`không trả lời: ${down.join(', ')}`, null);
}

/** Fonts that have the widths of Times New Roman: with another one lines of a converted Word file break elsewhere. */
const sameWidths = /^(Times New Roman|Tinos|Liberation Serif)$/;

/** What LibreOffice takes when a Word file asks for Times New Roman, as fontconfig says it. */
export function judgeWordFont(family: string): Omit<Finding, 'name'> {
  const first = family.split(',')[0]?.trim() ?? '';
  if (sameWidths.test(first)) return ok(`Times New Roman được in bằng ${first}`);
  const words = `Times New Roman được thay bằng ${first || 'phông không rõ'}, khác độ rộng: dòng của tệp Word xuống khác chỗ`;
  return warning(words, 'sudo apt-get install fonts-croscore');
}

async function wordFont() {
  const asked = await promisify(execFile)('fc-match', ['--format=%{family}', 'Times New Roman']).catch(() => null);
  return asked
    ? judgeWordFont(asked.stdout)
    : warning(
        'không có fontconfig để hỏi; chỉ cần khi chuyển tệp Word',
        'sudo apt-get install fontconfig fonts-croscore',
      );
}

/** Recognises the words of scans, when it has the Vietnamese model. */
async function askRecogniser() {
  const command = 'sudo apt-get install tesseract-ocr tesseract-ocr-vie';
  const told = await promisify(execFile)('tesseract', ['--list-langs']).catch(() => null);
  if (!told) return warning('không có; các trường của bản quét phải nhập tay', command);
  const hasVietnamese = `${told.stdout}\n${told.stderr}`.split('\n').some((line) => line.trim() === 'vie');
  return hasVietnamese
    ? ok('có tiếng Việt')
    : warning('thiếu tiếng Việt; các trường của bản quét phải nhập tay', command);
}

/** The first existing folder on the way up: the data folder may not have been made yet. */
const existing = (path: string): string => (existsSync(path) ? path : existing(dirname(path)));

const program = (name: string, words: string, packageName: string, candidates: readonly string[]): Check => ({
  name,
  look: async () => {
    for (const candidate of candidates) {
      const found = await promisify(execFile)('sh', ['-c', `command -v ${candidate}`]).catch(() => null);
      if (found) return ok(found.stdout.trim());
    }
    return warning(`không có; ${words}`, `sudo apt-get install ${packageName}`);
  },
});

export const checks: readonly Check[] = [
  { name: 'Node.js', look: () => judgeNode(process.version) },
  {
    name: 'Thư viện',
    look: () => (existsSync(`${root}/node_modules/.package-lock.json`) ? ok('đã cài') : problem('chưa cài', 'npm ci')),
  },
  {
    name: 'Giao diện web',
    look: () => (webBuilt(root) ? ok('đã dựng') : problem('chưa dựng', 'npm run build')),
  },
  {
    name: 'PostgreSQL',
    look: async ({ env }) => {
      if (env.DATABASE_URL) return askDatabase(env.DATABASE_URL);
      const user = postgresUser();
      findPostgres(user);
      return ok(user ? `bản đi kèm, chạy dưới người dùng số ${user.uid}` : 'bản đi kèm');
    },
  },
  {
    name: 'nats-server',
    look: ({ env }) => {
      if (env.NATS_URL) return ok(`máy chủ ở NATS_URL`);
      const found = findNatsServer({ env, toolsDirectory });
      if (!found) return problem('không có', 'sudo apt-get install nats-server');
      return ok(`${found} ${natsVersion(found)}`);
    },
  },
  {
    name: 'Đĩa',
    look: async ({ layout }) => {
      const { bavail, bsize } = await statfs(existing(layout.directory));
      return judgeDisk(bavail * bsize);
    },
  },
  {
    name: 'Khóa và mật khẩu',
    look: ({ layout }) => {
      if (!existsSync(layout.secrets)) return ok('sẽ tạo khi chạy lần đầu');
      const open = statSync(layout.secrets).mode & 0o077;
      return open
        ? problem('người khác trên máy đọc được', `chmod 600 ${layout.secrets}`)
        : ok('chỉ chủ sở hữu đọc được');
    },
  },
  {
    name: 'Phông chữ',
    look: async () => {
      const { loadTinos } = await import('@vanthu/decree30');
      await loadTinos();
      return ok('Tinos (thay cho Times New Roman) đi kèm');
    },
  },
  program('chromium', 'chỉ cần khi chạy kiểm thử giao diện', 'chromium', [
    'chromium',
    'chromium-browser',
    'google-chrome',
  ]),
  program(
    'LibreOffice',
    'chưa nhận được dự thảo là tệp Word (tệp PDF vẫn nhận), tệp Word được kiểm tra thể thức mà không đo được trang',
    'libreoffice-writer-nogui',
    ['soffice', 'libreoffice'],
  ),
  { name: 'Phông chữ cho LibreOffice', look: wordFont },
  { name: 'tesseract', look: () => askRecogniser() },
  program('softhsm2', 'kiểm thử khóa trong thiết bị (PKCS#11) bị bỏ qua', 'softhsm2', ['softhsm2-util']),
  {
    name: 'Dấu thời gian',
    look: ({ env }) => askTimestampServers(env),
  },
  program('pdftoppm', 'bản quét không được nhận dạng, dấu "ĐẾN" đóng trên tờ rời', 'poppler-utils', ['pdftoppm']),
  program('pdftotext', 'chỉ cần khi chạy kiểm thử', 'poppler-utils', ['pdftotext']),
  {
    name: 'Đang chạy',
    look: ({ layout }) => {
      const run = new RunFile(layout.runFile);
      const { url, processes } = run.now;
      if (run.runningLauncher) {
        const dead = Object.entries(processes).filter(([, mark]) => !isAlive(mark.pid));
        const names = dead.map(([name]) => name).join(', ');
        return dead.length > 0
          ? warning(`${url ?? 'đang khởi động'}, nhưng ${names} đã dừng`, null)
          : ok(url ?? 'đang khởi động');
      }
      const left = Object.entries(processes).filter(([, mark]) => stillRuns(mark));
      if (left.length === 0) return ok('không chạy');
      return warning(`lần trước bị ngắt, còn sót: ${left.map(([name]) => name).join(', ')}`, 'npx vanthu up');
    },
  },
];
