import { existsSync, rmSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { endProcess, isAlive } from '@vanthu/servers';

/** node watchdog.mjs PARENT FOLDER PID…: when PARENT is gone and has not cleared away, ends the servers and removes the folder. */
const [parent, directory, ...pids] = process.argv.slice(2);

while (isAlive(Number(parent)) && existsSync(directory)) await pause(500);
if (existsSync(directory)) {
  await pause(1_000);
  // PostgreSQL's immediate shutdown: nothing of it is wanted.
  await Promise.all(pids.map((pid) => endProcess(Number(pid), 'SIGQUIT', 5_000)));
  rmSync(directory, { recursive: true, force: true });
}
