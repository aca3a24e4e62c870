import { vanthuProgram } from './program.js';

/** Runs the command of a command line; sets the exit code. */
export async function run(argv: readonly string[]): Promise<void> {
  await vanthuProgram().parseAsync([...argv]);
}
