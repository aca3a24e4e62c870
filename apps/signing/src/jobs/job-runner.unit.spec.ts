import { afterEach, describe, expect, it } from '@jest/globals';
import { JobRunner } from './job-runner.js';

type Made = ConstructorParameters<typeof JobRunner>;
interface Job {
  readonly job_id: string;
  readonly activation_id: string;
}

/** Jobs of `page` wait until they are closed, all others are done at once. */
function runnerOf(queue: Job[]) {
  const begun: string[] = [];
  let close: () => void = () => {};
  const closed = new Promise<void>((resolve) => {
    close = resolve;
  });
  const jobs = {
    take: async (_instance: string, _running: readonly string[], notOf: readonly string[] = []) => {
      const at = queue.findIndex(({ activation_id }) => !notOf.includes(activation_id));
      return at < 0 ? null : (queue.splice(at, 1)[0] ?? null);
    },
    beat: async () => {},
    leave: async () => {},
  };
  const signJob = {
    run: async ({ job_id, activation_id }: Job) => {
      begun.push(job_id);
      if (activation_id === 'page') await closed;
      return true;
    },
    reportFault: (error: unknown) => {
      throw error;
    },
  };
  const activations = {
    instanceId: 'this',
    awaitsOwner: (id: string) => id === 'page',
    closeAwaiting: () => close(),
    closeAll: () => {},
  };
  const bell = { open: async () => {}, close: async () => {} };
  const parts = [jobs, signJob, activations, bell] as unknown as Made;
  return { runner: new JobRunner(...parts), begun };
}

const jobsOf = (activation_id: string, count: number): Job[] =>
  Array.from({ length: count }, (_, i) => ({ job_id: `${activation_id}-${i}`, activation_id }));

describe('jobs that wait for a person', () => {
  let runner: JobRunner | undefined;
  afterEach(() => runner?.onApplicationShutdown());

  it('hold up nobody else, however many they are, and end with the process', async () => {
    const made = runnerOf([...jobsOf('page', 150), ...jobsOf('pin', 20)]);
    runner = made.runner;
    runner.onApplicationBootstrap();
    for (let i = 0; i < 100 && !made.begun.includes('pin-19'); i++)
      await new Promise((resolve) => setTimeout(resolve, 10));
    expect(made.begun.filter((id) => id.startsWith('pin-'))).toHaveLength(20);
    expect(made.begun.filter((id) => id.startsWith('page-'))).toHaveLength(100);
    await runner.onApplicationShutdown();
    runner = undefined;
  }, 10_000);
});
