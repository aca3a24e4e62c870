import { mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { ServerProblem } from '@vanthu/servers';
import type { TestPki } from '@vanthu/testpki';
import { markReplayed, replayedIn } from '../installation/replayed.js';
import { Asker } from '../launch/asker.js';
import { Launcher } from '../launch/launcher.js';
import type { News } from '../launch/news.js';
import type { Installation } from '../launch/service-environment.js';
import { districtOf, type Seat } from './district/district.js';
import type { Ask } from './district/give-keys.js';
import { CERTIFIED_FROM } from './district/organisation-data.js';
import { at, PERIOD } from './plan/days.js';
import { planQuarter } from './plan/plan-quarter.js';
import { prepareQuarter } from './prepare-quarter.js';
import { inParallel } from './replay/in-parallel.js';
import { Journal } from './replay/journal.js';
import { Measure } from './replay/measure.js';
import { Office } from './replay/office.js';
import { type DayDone, replayQuarter } from './replay/replay-quarter.js';
import type { World } from './replay/world.js';

/** The same seed gives the same quarter: people, letters, drafts, days. Keys, and with them signatures, are new each time. */
export const SEED = 'go-cong-tay-quy-1-2023';

export interface DemoOptions {
  /** Everything that is made: results, and below `data` the installation. */
  readonly directory: string;
  readonly seed?: string;
  /** Replays only so many working days. Default: all. */
  readonly days?: number;
  /** A process for each service; else all in this one. */
  readonly processes: boolean;
  readonly env: NodeJS.ProcessEnv;
  say(line: string): void;
  /** Before anything runs: so that whoever is interrupted can stop it in order. */
  launched?(launcher: Launcher): void;
  /** Everything is prepared; the first letter comes in now. */
  clockStarts?(pids: Readonly<Record<string, number>>): void;
  dayDone?(done: DayDone): void;
  /** A process runs: for a program that ends some of them on purpose. */
  started?(name: string, pid: number): void;
  /** So many acts have been answered. */
  acted?(acts: number): void;
}

export interface DemoRun {
  readonly world: World;
  readonly seconds: number;
  readonly measure: Measure;
  readonly launcher: Launcher;
  readonly url: string;
  /** Process of each service and server. */
  readonly pids: Readonly<Record<string, number>>;
}

/** Starts an installation on the simulated clock, loads the district, prepares the letters, replays the quarter. */
export async function runDemo(options: DemoOptions): Promise<DemoRun> {
  const { directory, say } = options;
  const data = join(directory, 'data');
  const seed = begin(directory, data, options.seed ?? SEED);
  const district = districtOf(seed);
  const plan = planQuarter(district);
  const days = plan.days.slice(0, options.days ?? plan.days.length);
  let prepared: { installation: Installation; pki: TestPki; url: string } | undefined;
  const news: News = {
    say,
    ready: () => {},
    started: options.started ?? (() => {}),
    ended: (name, how) => say(`${name}: ${how}`),
  };
  const launcher = new Launcher(
    {
      data,
      processes: options.processes,
      port: 0,
      seed: true,
      pkiAt: new Date(`${CERTIFIED_FROM}T00:00:00+07:00`),
      env: {
        // Timestamps and evidence of the quarter come behind, when it is opened: they are no part of the day's work.
        VANTHU_PRESERVATION: 'later',
        ...options.env,
        VANTHU_CLOCK: 'simulated',
        DATABASE_POOL: options.env.DATABASE_POOL ?? '10',
      },
      load: async (seeding) => {
        prepared = seeding;
        return [];
      },
    },
    news,
  );
  options.launched?.(launcher);
  try {
    const { url, pids } = await launcher.start();
    if (!prepared) throw new Error('the demonstration needs the test PKI of its own installation');
    const { installation, pki } = prepared;
    const journal = new Journal(join(data, 'replay.jsonl'));
    const letters = join(data, 'letters');
    const { password, pin } = installation.secrets.demonstration;
    if (journal.get('day', `prepared ${days.length}`) === undefined) {
      const asker = await Asker.connect(installation, at(CERTIFIED_FROM, 8 * 60));
      const ask: Ask = (contract, input) => asker.ask(contract, input);
      const of = { ask, pki, district, password, pin, journal, letters, say };
      await prepareQuarter(of, { ...plan, days }).finally(() => asker.close());
    }
    const measure = new Measure(options.acted);
    const office = new Office(() => url, password, pin, measure);
    const world: World = { district, plan: { ...plan, days }, office, journal, letters };
    say('Mọi người đăng nhập');
    await inParallel(actingSeats(world.plan), 8, async (seat) => {
      await office.desk(seat, { at: at(days[0] ?? CERTIFIED_FROM, 7 * 60) });
    });
    options.clockStarts?.(pids);
    const seconds = await replayQuarter(world, options.dayDone ?? (() => {}));
    return { world, seconds, measure, launcher, url, pids };
  } catch (error) {
    await launcher.stop();
    throw error;
  }
}

/**
 * The seed of what lies there, if a demonstration does: it goes on with that.
 *
 * @throws ServerProblem when something else lies there: folders of results are written anew
 */
function begin(directory: string, data: string, seed: string): string {
  const found = replayedIn(data);
  if (found !== null) return found.seed;
  mkdirSync(directory, { recursive: true, mode: 0o711 });
  if (readdirSync(directory).length > 0)
    throw new ServerProblem(`${directory} đã có thứ khác; hãy chọn một thư mục trống (--out).`);
  mkdirSync(data, { mode: 0o711 });
  markReplayed(data, { seed, now: at(PERIOD.to, 17 * 60) });
  return seed;
}

/** Everybody who will act, once. */
function actingSeats({ outgoing, receptions }: World['plan']): Seat[] {
  const seats = [
    ...outgoing.flatMap((one) => [
      ...[one.drafter, one.contentChecker, one.formChecker, one.signer, one.clerk],
      ...one.coSigners,
    ]),
    ...receptions.flatMap(({ clerk, handling }) => [
      clerk,
      ...(handling ? [handling.director, handling.handler] : []),
      ...(handling?.head ? [handling.head] : []),
    ]),
  ];
  return [...new Map(seats.map((seat) => [seat.id, seat])).values()];
}
