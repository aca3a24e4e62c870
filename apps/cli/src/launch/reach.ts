import { ServerProblem } from '@vanthu/servers';
import { layoutOf } from '../installation/layout.js';
import { replayedIn } from '../installation/replayed.js';
import { RunFile } from '../installation/run-file.js';
import { loadSecrets } from '../installation/secrets.js';
import { Asker } from './asker.js';
import { Launcher } from './launcher.js';
import type { Installation } from './service-environment.js';

interface Reached {
  readonly asker: Asker;
  readonly installation: Installation;
}

/**
 * Does something with the services of an installation: with those that run, else with its own, started for as long as it
 * takes. A replayed period is asked at the instant at which it opens.
 *
 * @param data  the folder with the data, as `dataFolder` finds it
 */
export async function withInstallation<T>(
  data: string,
  env: NodeJS.ProcessEnv,
  say: (line: string) => void,
  work: (reached: Reached) => Promise<T>,
): Promise<T> {
  const layout = layoutOf(data);
  const replayed = replayedIn(data);
  const clock = replayed === null ? {} : { VANTHU_CLOCK: 'simulated', VANTHU_CLOCK_NOW: replayed.now };
  const launcher =
    new RunFile(layout.runFile).runningLauncher === null
      ? new Launcher(
          {
            data,
            processes: false,
            port: 0,
            seed: false,
            env: { ...env, LOG_LEVEL: env.LOG_LEVEL ?? 'silent', ...clock },
          },
          { say, ready: () => {}, started: () => {}, ended: (name, how) => say(`${name}: ${how}`) },
        )
      : null;
  try {
    await launcher?.start();
    const installation = installationAt(data, env);
    const asker = await Asker.connect(installation, replayed?.now);
    try {
      return await work({ asker, installation });
    } finally {
      await asker.close();
    }
  } finally {
    await launcher?.stop();
  }
}

/** Where its servers are, as the launcher that runs has noted them. */
function installationAt(data: string, env: NodeJS.ProcessEnv): Installation {
  const layout = layoutOf(data);
  const { ports } = new RunFile(layout.runFile).now;
  const secrets = loadSecrets(layout.secrets);
  const at = (name: string): number => {
    const port = ports[name];
    if (port === undefined) throw new ServerProblem(`${data} chưa từng chạy: không rõ cổng của ${name}.`);
    return port;
  };
  const own = () => `postgres://vanthu:${encodeURIComponent(secrets.databaseAdmin)}@127.0.0.1:${at('postgres')}/vanthu`;
  return {
    layout,
    secrets,
    adminUrl: env.DATABASE_URL ?? own(),
    natsUrl: env.NATS_URL ?? `nats://127.0.0.1:${at('nats')}`,
    httpPort: ports.http ?? 0,
    more: {},
  };
}
