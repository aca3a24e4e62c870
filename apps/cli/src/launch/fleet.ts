import { loadServiceConfig, type RunningService, startService } from '@vanthu/messaging';
import { endProcess, markOf } from '@vanthu/servers';
import type { Layout } from '../installation/layout.js';
import type { RunFile } from '../installation/run-file.js';
import type { News } from './news.js';
import { type Installation, serviceEnvironment } from './service-environment.js';
import { ServiceProcess } from './service-process.js';
import { type AppName, appNames, loadApp } from './services.js';

/** All services of an installation, however they run. */
export interface Fleet {
  start(): Promise<void>;
  /** The gateway first, so that nobody is let in any more; then the others, each drained. */
  stop(): Promise<void>;
  pids(): Record<string, number>;
  /** Kept down, or allowed to run again; only where each service has a process of its own. */
  hold(name: AppName): void;
  release(name: AppName): void;
}

const behindTheDoor = appNames.filter((name) => name !== 'gateway');

/** Everything in this process: what a small commune needs, in a third of the memory. */
export function fleetInProcess(installation: () => Installation): Fleet {
  const running = new Map<AppName, RunningService>();
  const startOne = async (name: AppName) => {
    const config = loadServiceConfig(serviceEnvironment(installation(), name), name);
    running.set(name, await startService(await loadApp(name), config));
  };
  const stopOne = async (name: AppName) => {
    await running.get(name)?.close();
    running.delete(name);
  };
  return {
    start: async () => {
      const results = await Promise.allSettled(behindTheDoor.map(startOne));
      const failed = results.find((result) => result.status === 'rejected');
      if (failed) throw failed.reason;
      await startOne('gateway');
    },
    stop: async () => {
      await stopOne('gateway');
      await Promise.all(behindTheDoor.map(stopOne));
    },
    pids: () => Object.fromEntries(appNames.map((name) => [name, process.pid])),
    hold: () => {},
    release: () => {},
  };
}

/** A process for each service, restarted when it dies. */
export function fleetOfProcesses(
  installation: () => Installation,
  layout: Layout,
  runFile: RunFile,
  news: News,
): Fleet {
  const processes = new Map(
    appNames.map((name) => {
      const env = () => serviceEnvironment(installation(), name);
      const noted = {
        started: (_: AppName, pid: number) => {
          runFile.keepProcess(name, markOf(pid));
          news.started(name, pid);
        },
        ended: (_: AppName, how: string, expected: boolean) => {
          runFile.keepProcess(name, null);
          if (!expected) news.ended(name, how);
        },
      };
      return [name, new ServiceProcess(name, { env, logFile: layout.log(name), news: noted })];
    }),
  );
  return {
    start: async () => {
      for (const one of processes.values()) one.start();
    },
    stop: async () => {
      for (const one of processes.values()) one.hold();
      await processes.get('gateway')?.stop();
      await Promise.all(behindTheDoor.map((name) => processes.get(name)?.stop()));
    },
    pids: () => Object.fromEntries([...processes].map(([name, one]) => [name, one.pid])),
    hold: (name) => processes.get(name)?.hold(),
    release: (name) => processes.get(name)?.start(),
  };
}

/** Ends the services that a killed launcher has left running: they would answer beside the new ones. */
export async function endOrphans(
  runFile: RunFile,
  stillRuns: (mark: { pid: number; since: string }) => boolean,
): Promise<string[]> {
  const orphans = appNames.filter((name) => {
    const mark = runFile.now.processes[name];
    return mark !== undefined && stillRuns(mark);
  });
  await Promise.all(orphans.map((name) => endProcess(runFile.now.processes[name]?.pid ?? 0, 'SIGTERM', 5_000)));
  for (const name of orphans) runFile.keepProcess(name, null);
  return orphans;
}
