import { markOf } from '@vanthu/servers';
import type { RunFile } from '../installation/run-file.js';
import type { News } from './news.js';
import type { ServerName, Servers } from './servers.js';

const everyMs = 200;

/** Starts PostgreSQL or NATS again when it has died, on the same port: services find it by themselves. */
export class ServerWatch {
  private readonly held = new Set<ServerName>();
  private readonly busy = new Map<ServerName, Promise<void>>();
  private timer: NodeJS.Timeout | null = null;

  constructor(
    private readonly servers: Servers,
    private readonly runFile: RunFile,
    private readonly news: News,
  ) {}

  start(): void {
    for (const name of this.servers.names) this.runFile.keepProcess(name, markOf(this.servers.pidOf(name)));
    this.timer = setInterval(() => this.look(), everyMs);
  }

  hold(name: ServerName): void {
    this.held.add(name);
  }

  release(name: ServerName): void {
    this.held.delete(name);
  }

  async stop(): Promise<void> {
    if (this.timer) clearInterval(this.timer);
    await Promise.all(this.busy.values());
  }

  private look(): void {
    for (const name of this.servers.names) {
      if (this.held.has(name) || this.busy.has(name) || !this.servers.isDown(name)) continue;
      this.busy.set(
        name,
        this.restart(name).finally(() => this.busy.delete(name)),
      );
    }
  }

  private async restart(name: ServerName): Promise<void> {
    this.news.ended(name, 'tiến trình không còn');
    try {
      const { pid } = await this.servers.startOne(name);
      this.runFile.keepProcess(name, markOf(pid));
      this.news.started(name, pid);
    } catch (error) {
      // The next look tries again.
      this.news.say((error as Error).message);
    }
  }
}
