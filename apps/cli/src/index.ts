import { vanthuProgram } from './program.js';

/** Runs the command of a command line; sets the exit code. */
export async function run(argv: readonly string[]): Promise<void> {
  // `vanthu verify … | head`: nobody reads on, which is no fault.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') process.exit(process.exitCode);
    throw error;
  });
  await vanthuProgram().parseAsync([...argv]);
}
