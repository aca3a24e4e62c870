let reached = false;

/**
 * Where a test lets the power go: when `VANTHU_CRASH_AT` names the point the process is killed as by SIGKILL, once, without
 * any cleaning up. Does nothing outside `VANTHU_ENV=test`.
 */
export function crashPoint(name: string): void {
  if (process.env.VANTHU_CRASH_AT !== name || process.env.VANTHU_ENV !== 'test' || reached) return;
  reached = true;
  process.kill(process.pid, 'SIGKILL');
}
