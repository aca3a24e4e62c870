import { mkdir } from 'node:fs/promises';
import { basename } from 'node:path';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { JobLoop, SERVICE_CONFIG, SERVICE_LOGGER, type ServiceConfig } from '@vanthu/messaging';
import type { Logger } from '@vanthu/observability';
import { type FSWatcher, watch } from 'chokidar';
import { type WatchedFolder, watchedFolders } from './folders-config.js';
import { TakeIn } from './take-in.js';

interface Found {
  readonly path: string;
  readonly folder: WatchedFolder;
  /** Real milliseconds. */
  readonly notBefore: number;
}

/** A file that has not grown for so long is whole. Milliseconds. */
const settledMs = 1_000;
/** When the database or the disk failed. */
const retryMs = 5_000;

/** A folder per agency into which a scanner or another program puts files; each that has finished writing is received. */
@Injectable()
export class WatchFoldersJob implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly folders: WatchedFolder[];
  private readonly waiting: Found[] = [];
  private readonly watchers: FSWatcher[] = [];
  private readonly loop: JobLoop;

  constructor(
    private readonly takeIn: TakeIn,
    @Inject(SERVICE_CONFIG) { extra }: ServiceConfig,
    @Inject(SERVICE_LOGGER) private readonly log: Logger,
  ) {
    this.folders = watchedFolders(extra);
    this.loop = new JobLoop('watch-folders', () => this.runOnce(), log);
  }

  async onApplicationBootstrap(): Promise<void> {
    if (this.folders.length === 0) return;
    for (const folder of this.folders) {
      await mkdir(folder.path, { recursive: true });
      // What lies there already is told as well: that is how a file survives whatever died.
      const watcher = watch(folder.path, {
        depth: 0,
        awaitWriteFinish: { stabilityThreshold: settledMs, pollInterval: 100 },
        ignored: (path) => path !== folder.path && basename(path).startsWith('.'),
      });
      watcher.on('add', (path) => this.waiting.push({ path, folder, notBefore: 0 }));
      watcher.on('error', (error) => this.log.error({ err: error, folder: folder.path }, 'a folder is not watched'));
      this.watchers.push(watcher);
    }
    this.loop.start();
  }

  async beforeApplicationShutdown(): Promise<void> {
    await Promise.all(this.watchers.map((watcher) => watcher.close()));
    await this.loop.stop();
  }

  /** One file; `false` when none is due. */
  async runOnce(): Promise<boolean> {
    const at = this.waiting.findIndex(({ notBefore }) => notBefore <= Date.now());
    const [found] = at < 0 ? [] : this.waiting.splice(at, 1);
    if (found === undefined) return false;
    try {
      await this.takeIn.file(found.path, found.folder);
    } catch (error) {
      this.log.warn({ err: error, folder: found.folder.path }, 'a file of a watched folder could not be taken in yet');
      this.waiting.push({ ...found, notBefore: Date.now() + retryMs });
    }
    return true;
  }
}
