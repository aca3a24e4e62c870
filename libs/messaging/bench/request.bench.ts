import { Injectable, Module } from '@nestjs/common';
import { command, query } from '@vanthu/contracts';
import { z } from 'zod';
import { type Answer, CommandRunner, createServiceTestbed, Handles, type RequestContext } from '../src/index.js';
import { connectNats } from '../src/nats/connection.js';

export interface BenchOptions {
  /** Superuser's URL. Default `VANTHU_TEST_DATABASE_URL`. */
  databaseUrl?: string;
  seconds?: number;
  print?: (line: string) => void;
}

const shape = z.object({ text: z.string(), numbers: z.array(z.number()) });
const Echo = query({ service: 'records', name: 'echo', services: ['exchange'], input: shape, output: shape });
const Note = command({ service: 'records', name: 'note', services: ['exchange'], input: shape, output: shape });

@Injectable()
class EchoHandlers {
  constructor(private readonly commands: CommandRunner) {}

  @Handles(Echo)
  async echo(input: z.infer<typeof shape>): Promise<Answer<typeof Echo>> {
    return input;
  }

  @Handles(Note)
  note(input: z.infer<typeof shape>, ctx: RequestContext): Promise<Answer<typeof Note>> {
    return this.commands.run(Note, input, ctx, async () => input);
  }
}

@Module({ providers: [EchoHandlers] })
class EchoModule {}

/**
 * A request through token, contract and handler against the same bytes over bare NATS, in one process; and a command with its
 * record and reply, which is the price of a repeatable answer.
 */
export async function benchRequest(options: BenchOptions = {}): Promise<void> {
  const print = options.print ?? console.log;
  const seconds = options.seconds ?? 3;
  const bed = await createServiceTestbed(
    { name: 'records', module: EchoModule, contracts: [Echo, Note] },
    options.databaseUrl === undefined ? {} : { databaseUrl: options.databaseUrl },
  );
  const bare = await connectNats('stats', { ...bed.config.nats, user: 'stats' }, bed.service.connected.log);
  try {
    const body = { text: 'Về việc lấy số văn bản'.repeat(4), numbers: [1, 2, 3] };
    bare.subscribe('bare', { callback: (_, message) => void message.respond(JSON.stringify(message.json())) });
    for (const concurrency of [1, 10, 50]) {
      const baseline = await measured(concurrency, seconds, async () => {
        (await bare.request('bare', JSON.stringify(body), { timeout: 5_000 })).json();
      });
      const asking = await measured(concurrency, seconds, () => bed.ask(Echo, body, { service: 'exchange' }));
      const ordering = await measured(concurrency, seconds, () => bed.ask(Note, body, { service: 'exchange' }));
      const tell = (what: string, figures: { perSecond: number }) =>
        print(
          JSON.stringify({
            bench: 'request',
            what,
            concurrency,
            ...figures,
            ratio: Number((figures.perSecond / baseline.perSecond).toFixed(3)),
          }),
        );
      tell('baseline: bare NATS', baseline);
      tell('query', asking);
      tell('command', ordering);
    }
  } finally {
    await bare.close();
    await bed.close();
  }
}

async function measured(concurrency: number, seconds: number, once: () => Promise<unknown>) {
  const took: number[] = [];
  const started = performance.now();
  const until = started + seconds * 1_000;
  const asker = async () => {
    while (performance.now() < until) {
      const began = performance.now();
      await once();
      took.push(performance.now() - began);
    }
  };
  await Promise.all(Array.from({ length: concurrency }, asker));
  took.sort((a, b) => a - b);
  const at = (part: number) => Number((took[Math.floor(took.length * part)] ?? 0).toFixed(2));
  return {
    perSecond: Math.round(took.length / ((performance.now() - started) / 1_000)),
    p50Ms: at(0.5),
    p99Ms: at(0.99),
  };
}
