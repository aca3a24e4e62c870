import {
  isAlive,
  type NatsServer,
  needNatsServer,
  type PostgresServer,
  startNats,
  startPostgres,
} from '@vanthu/servers';
import { type Layout, toolsDirectory } from '../installation/layout.js';
import type { RunFile } from '../installation/run-file.js';
import type { Secrets } from '../installation/secrets.js';

export type ServerName = 'postgres' | 'nats';

/** Asked for at the first start; away from the ports that other installations of these servers use. */
const wanted = { postgres: 25_432, nats: 24_222 };

interface Context {
  readonly layout: Layout;
  readonly secrets: Secrets;
  readonly runFile: RunFile;
  /** Ports free of choice, for tests. */
  readonly anyPort: boolean;
  readonly say: (line: string) => void;
}

/** PostgreSQL and NATS of an installation: ours, or those that DATABASE_URL and NATS_URL name. */
export class Servers {
  private postgres: PostgresServer | null = null;
  private nats: NatsServer | null = null;

  constructor(
    private readonly context: Context,
    private readonly external: { databaseUrl: string | undefined; natsUrl: string | undefined },
  ) {}

  get adminUrl(): string {
    return this.external.databaseUrl ?? this.postgres?.adminUrl ?? '';
  }

  get natsUrl(): string {
    return this.external.natsUrl ?? this.nats?.url ?? '';
  }

  /** Ours only. */
  get names(): ServerName[] {
    return (['postgres', 'nats'] as const).filter(
      (name) => this.external[name === 'nats' ? 'natsUrl' : 'databaseUrl'] === undefined,
    );
  }

  async start(): Promise<void> {
    // Side by side: the first start of PostgreSQL takes a second.
    const results = await Promise.allSettled(this.names.map((name) => this.startOne(name)));
    const failed = results.find((result) => result.status === 'rejected');
    if (failed) throw failed.reason;
  }

  async startOne(name: ServerName): Promise<{ pid: number; adopted: boolean }> {
    const { layout, secrets, runFile, anyPort, say } = this.context;
    const port = runFile.now.ports[name] ?? (anyPort ? 0 : wanted[name]);
    const common = { port, logFile: layout.log(name) };
    if (name === 'postgres') {
      const options = { ...common, directory: layout.postgres, password: secrets.databaseAdmin };
      this.postgres = await startPostgres(options);
    } else {
      const program = await needNatsServer(toolsDirectory, say);
      this.nats = await startNats({ ...common, program, directory: layout.nats, passwords: secrets.nats });
    }
    const server = this.server(name);
    if (server === null) throw new Error(`${name} was not started.`);
    runFile.keepPort(name, server.port);
    return server;
  }

  /** The number of the process; 0 when it is not ours or not started. */
  pidOf(name: ServerName): number {
    return this.server(name)?.pid ?? 0;
  }

  isDown(name: ServerName): boolean {
    const server = this.server(name);
    return server !== null && !isAlive(server.pid);
  }

  async stop(): Promise<void> {
    await this.nats?.stop();
    await this.postgres?.stop();
  }

  private server(name: ServerName) {
    return name === 'postgres' ? this.postgres : this.nats;
  }
}
