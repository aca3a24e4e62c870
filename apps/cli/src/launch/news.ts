import type { SignIn } from '../seed/seed-commune.js';

export interface Ready {
  readonly url: string;
  /** Process of each service and server; services that share a process have the same. */
  readonly pids: Readonly<Record<string, number>>;
  /** Empty when nothing was seeded. */
  readonly signIns: readonly (SignIn & { readonly password: string; readonly pin: string | null })[];
  readonly dataDirectory: string;
  readonly startMs: number;
}

/** What the launcher tells whoever started it. */
export interface News {
  /** One line of progress for a person. */
  say(line: string): void;
  ready(ready: Ready): void;
  started(name: string, pid: number): void;
  ended(name: string, how: string): void;
}

/** One JSON object per line; `event` says what it is. */
export const jsonNews = (write: (line: string) => void): News => {
  const tell = (event: string, fields: object) => write(`${JSON.stringify({ event, ...fields })}\n`);
  return {
    say: (line) => tell('progress', { line }),
    ready: (ready) => tell('ready', ready),
    started: (name, pid) => tell('started', { name, pid }),
    ended: (name, how) => tell('ended', { name, how }),
  };
};

/** Rows as columns, for a terminal. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => (row[column] ?? '').length)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd(),
  );
}

function signInTable({ signIns }: Ready): string[] {
  if (signIns.length === 0) return [];
  const head = ['Tên đăng nhập', 'Họ tên', 'Chức vụ', 'Cơ quan', 'PIN ký số'];
  const rows = signIns.map((one) => [one.username, one.fullName, one.title, one.agency, one.pin ?? '']);
  return [
    '',
    `  Đăng nhập (mật khẩu chung: ${signIns[0]?.password}):`,
    '',
    ...table([head, ...rows]).map((line) => `    ${line}`),
  ];
}

export const humanNews = (write: (line: string) => void): News => {
  let isReady = false;
  return {
    say: (line) => write(`  ${line}\n`),
    ready: (ready) => {
      isReady = true;
      const lines = [
        '',
        `  VanThu đã sẵn sàng: ${ready.url}  (${(ready.startMs / 1000).toFixed(1)} giây)`,
        ...signInTable(ready),
      ];
      write([...lines, '', `  Dữ liệu và nhật ký: ${ready.dataDirectory}. Dừng: Ctrl-C.`, '', ''].join('\n'));
    },
    started: (name, pid) => isReady && write(`  ${name} đã chạy lại (tiến trình ${pid})\n`),
    ended: (name, how) => write(`  ${name} đã dừng bất thường (${how}); đang khởi động lại\n`),
  };
};
