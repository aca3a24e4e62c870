import { chmodSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { natsAuthorization } from '@vanthu/servers';
import type { Command } from 'commander';
import { defaultData, layoutOf } from '../installation/layout.js';
import { writePrivate } from '../installation/private-file.js';
import { databaseUrlOf } from '../launch/service-environment.js';
import { appNames } from '../launch/services.js';

/** The owner's address of a real server, from the environment or from a file (a secret of a container). */
function adminUrlFrom(env: NodeJS.ProcessEnv): string | null {
  if (env.DATABASE_URL) return env.DATABASE_URL;
  return env.DATABASE_URL_FILE ? readFileSync(env.DATABASE_URL_FILE, 'utf8').trim() : null;
}

async function init({ data }: { data: string }): Promise<void> {
  const { makeFolders, prepareSecrets, provision } = await import('../launch/prepare.js');
  const layout = layoutOf(data);
  makeFolders(layout);
  const secrets = await prepareSecrets(layout);
  mkdirSync(layout.secretFiles, { recursive: true });
  chmodSync(layout.secretFiles, 0o700);
  const adminUrl = adminUrlFrom(process.env);
  for (const name of appNames) {
    writePrivate(join(layout.secretFiles, `${name}.nats-password`), secrets.nats[name] ?? '');
    if (!adminUrl) continue;
    const url = databaseUrlOf(adminUrl, name, secrets.databaseRoles[name] ?? '');
    writePrivate(join(layout.secretFiles, `${name}.database-url`), url);
  }
  writePrivate(join(layout.secretFiles, 'nats-authorization.conf'), natsAuthorization(secrets.nats));
  if (adminUrl) await provision(adminUrl, secrets);
  const what = adminUrl ? 'khóa, mật khẩu và lược đồ cơ sở dữ liệu' : 'khóa và mật khẩu (không có DATABASE_URL)';
  process.stdout.write(`✓ Đã chuẩn bị ${what} trong ${layout.directory}\n`);
}

export const addInit = (program: Command): void => {
  program
    .command('init')
    .description('Chuẩn bị khóa, mật khẩu và lược đồ cho máy chủ PostgreSQL, NATS có sẵn; chạy lại không đổi gì')
    .option('--data <thư mục>', 'nơi giữ dữ liệu', defaultData())
    .addHelpText('after', initHelp)
    .action(init);
};

const initHelp = `
Ghi vào <thư mục>/secrets: <dịch vụ>.database-url, <dịch vụ>.nats-password, nats-authorization.conf (để include
trong cấu hình nats-server); vào <thư mục>/keys: khóa của từng dịch vụ và jwks.json.

Biến môi trường:
  DATABASE_URL, DATABASE_URL_FILE   tài khoản tạo được role và schema`;
