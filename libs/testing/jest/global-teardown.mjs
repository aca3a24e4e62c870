import { rmSync } from 'node:fs';

export default async function globalTeardown() {
  const run = globalThis.vanthuTestRun;
  if (!run) return;
  await Promise.all(run.servers.map((server) => server.stop()));
  rmSync(run.directory, { recursive: true, force: true });
}
