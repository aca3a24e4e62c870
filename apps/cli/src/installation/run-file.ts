import { type ProcessMark, stillRuns } from '@vanthu/servers';
import { z } from 'zod';
import { readJson, writePrivate } from './private-file.js';

const Mark = z.object({ pid: z.number().int(), since: z.string() });

const Run = z.object({
  /** Only while it runs. */
  launcher: Mark.nullable().default(null),
  url: z.string().nullable().default(null),
  /** Last used; the next start asks for the same. */
  ports: z.record(z.string(), z.number().int()).default({}),
  /** Servers and services that were started as processes of their own. */
  processes: z.record(z.string(), Mark).default({}),
});
export type RunState = z.infer<typeof Run>;

/** What runs where, in `data/run.json`: read by the next start, by `doctor` and by people. */
export class RunFile {
  private state: RunState;

  constructor(private readonly file: string) {
    const parsed = Run.safeParse(readJson(file) ?? {});
    // A file from elsewhere is worth no more than none: nothing in it cannot be found out again.
    this.state = parsed.success ? parsed.data : Run.parse({});
  }

  get now(): Readonly<RunState> {
    return this.state;
  }

  /** The launcher that runs, if one does. */
  get runningLauncher(): ProcessMark | null {
    const { launcher } = this.state;
    return launcher && stillRuns(launcher) ? launcher : null;
  }

  set(change: Partial<RunState>): void {
    this.state = { ...this.state, ...change };
    writePrivate(this.file, `${JSON.stringify(this.state, null, 2)}\n`);
  }

  keepPort(name: string, port: number): void {
    if (this.state.ports[name] !== port) this.set({ ports: { ...this.state.ports, [name]: port } });
  }

  keepProcess(name: string, mark: ProcessMark | null): void {
    const { [name]: _, ...others } = this.state.processes;
    this.set({ processes: mark ? { ...others, [name]: mark } : others });
  }
}
