import { freePort, markOf, ServerProblem, stillRuns } from '@vanthu/servers';
import { takeLock } from '../installation/launcher-lock.js';
import { type Layout, layoutOf } from '../installation/layout.js';
import { RunFile } from '../installation/run-file.js';
import { type Trust, trustOf } from '../installation/trust.js';
import { endOrphans, type Fleet, fleetInProcess, fleetOfProcesses } from './fleet.js';
import type { News, Ready } from './news.js';
import { makeFolders, prepareSecrets, provision } from './prepare.js';
import { waitUntilReady } from './readiness.js';
import { seedDemonstration } from './seeding.js';
import { ServerWatch } from './server-watch.js';
import { type ServerName, Servers } from './servers.js';
import { administratorsVariables, type Installation } from './service-environment.js';
import { isAppName } from './services.js';

export interface UpOptions {
  readonly data: string;
  /** A process of its own for every service. */
  readonly processes: boolean;
  /** Of the web; the next free one is taken. 0: any, also for the servers. */
  readonly port: number | undefined;
  readonly seed: boolean;
  /** Loads another data set than the commune of today, and says who may sign in. */
  readonly load?: typeof seedDemonstration;
  /** Around which instant a test PKI that is made now lies. Default: now. */
  readonly pkiAt?: Date;
  readonly env: NodeJS.ProcessEnv;
}

const usualPort = 8030;
/** Of the timestamps and revocation answers of the test PKI: its certificates say it. */
const usualTestPkiPort = 8060;
const readyMs = 90_000;

/** Starts an installation, keeps it running and stops it. */
export class Launcher {
  private readonly layout: Layout;
  private readonly runFile: RunFile;
  private servers: Servers | null = null;
  private watch: ServerWatch | null = null;
  private fleet: Fleet | null = null;
  private giveBack: (() => void) | null = null;
  private stopping: Promise<void> | null = null;
  private testPkiServer: Trust['server'] = null;

  constructor(
    private readonly options: UpOptions,
    private readonly news: News,
  ) {
    this.layout = layoutOf(options.data);
    makeFolders(this.layout);
    this.runFile = new RunFile(this.layout.runFile);
  }

  async start(): Promise<Ready> {
    const begun = Date.now();
    this.giveBack = takeLock(this.layout.lockFile);
    if (!this.giveBack) {
      const where = this.runFile.now.url ?? this.layout.directory;
      throw new ServerProblem(`VanThu đang chạy với dữ liệu này rồi: ${where}`);
    }
    for (const name of await endOrphans(this.runFile, stillRuns))
      this.news.say(`Đã dừng ${name} còn sót của lần trước`);
    this.runFile.set({ launcher: markOf(process.pid), url: null, processes: {} });

    const { env } = this.options;
    const secrets = await prepareSecrets(this.layout);
    this.servers = this.makeServers(secrets);
    const [trust] = await Promise.all([this.trust(env), this.servers.start()]);
    await provision(this.servers.adminUrl, secrets);
    this.watch = new ServerWatch(this.servers, this.runFile, this.news);
    this.watch.start();

    const httpPort = await freePort(this.options.port ?? this.runFile.now.ports.http ?? usualPort);
    if (this.options.port !== 0) this.runFile.keepPort('http', httpPort);
    const url = `http://127.0.0.1:${httpPort}`;
    const { adminUrl, natsUrl } = this.servers;
    const more = { ...administratorsVariables(env), ...trust.environment };
    const installation: Installation = { layout: this.layout, secrets, adminUrl, natsUrl, httpPort, more };
    this.fleet = this.makeFleet(installation);
    await this.fleet.start();
    await waitUntilReady(url, readyMs, this.layout.logs);
    this.runFile.set({ url });
    const signIns =
      this.options.seed && trust.pki
        ? await (this.options.load ?? seedDemonstration)({ installation, pki: trust.pki, url, say: this.news.say })
        : [];
    const startMs = Date.now() - begun;
    const ready = { url, pids: this.pids(), signIns, dataDirectory: this.layout.directory, startMs };
    this.news.ready(ready);
    return ready;
  }

  /** In order: the door, the services (drained), the servers. May be called at any time, and more than once. */
  stop(): Promise<void> {
    this.stopping ??= (async () => {
      await this.fleet?.stop();
      await this.testPkiServer?.close();
      await this.watch?.stop();
      await this.servers?.stop();
      if (this.giveBack) this.runFile.set({ launcher: null, url: null, processes: {} });
      this.giveBack?.();
    })();
    return this.stopping;
  }

  /** Keeps a service or server down after it has ended, so that a test can look at the time in between. */
  hold(name: string): void {
    if (isAppName(name)) this.fleet?.hold(name);
    else this.watch?.hold(name as ServerName);
  }

  release(name: string): void {
    if (isAppName(name)) this.fleet?.release(name);
    else this.watch?.release(name as ServerName);
  }

  /** What is trusted, and files signed under it to try on the page of public verification, made while the servers start. */
  private async trust(env: NodeJS.ProcessEnv): Promise<Trust> {
    const { pkiAt } = this.options;
    const wanted = this.runFile.now.ports.testpki ?? (this.options.port === 0 ? 0 : usualTestPkiPort);
    const trust = await trustOf(this.layout.pki, env, { at: pkiAt, port: await freePort(wanted) });
    this.testPkiServer = trust.server;
    if (trust.server) this.runFile.keepPort('testpki', trust.server.port);
    if (!this.options.seed || !trust.pki) return trust;
    const { verificationSamples } = await import('../seed/verification-samples.js');
    const directory = await verificationSamples(this.layout.samples, trust.pki, pkiAt ?? new Date());
    return { ...trust, environment: { ...trust.environment, VANTHU_SAMPLES_DIRECTORY: directory } };
  }

  private makeServers(secrets: Awaited<ReturnType<typeof prepareSecrets>>): Servers {
    const { env, port } = this.options;
    const context = { layout: this.layout, secrets, runFile: this.runFile, anyPort: port === 0, say: this.news.say };
    return new Servers(context, { databaseUrl: env.DATABASE_URL, natsUrl: env.NATS_URL });
  }

  private makeFleet(installation: Installation): Fleet {
    // A server that came back on another port is found by services that start after that.
    const now = () => ({
      ...installation,
      adminUrl: this.servers?.adminUrl ?? installation.adminUrl,
      natsUrl: this.servers?.natsUrl ?? installation.natsUrl,
    });
    return this.options.processes ? fleetOfProcesses(now, this.layout, this.runFile, this.news) : fleetInProcess(now);
  }

  private pids(): Record<string, number> {
    const servers = this.servers?.names.map((name) => [name, this.servers?.pidOf(name) ?? 0]) ?? [];
    return { ...this.fleet?.pids(), ...Object.fromEntries(servers) };
  }
}
