import type { Command } from 'commander';
import { type Check, checks, type Finding, type Surroundings } from '../doctor/checks.js';
import { defaultData, layoutOf } from '../installation/layout.js';

const marks = { ok: '✓', warning: '!', problem: '✕' } as const;

const lineOf = ({ name, state, cause, command }: Finding): string =>
  `${marks[state]} ${name}: ${cause}${command && state !== 'ok' ? `\n    → ${command}` : ''}`;

/** A check that fails itself is a finding, not the end of the others. */
export async function examine(all: readonly Check[], surroundings: Surroundings): Promise<Finding[]> {
  const run = async (check: Check): Promise<Finding> => {
    try {
      return { name: check.name, ...(await check.look(surroundings)) };
    } catch (error) {
      return { name: check.name, state: 'problem', cause: (error as Error).message, command: null };
    }
  };
  return Promise.all(all.map(run));
}

async function doctor({ data, json }: { data: string; json?: boolean }): Promise<void> {
  const findings = await examine(checks, { layout: layoutOf(data), env: process.env });
  const healthy = findings.every(({ state }) => state !== 'problem');
  process.stdout.write(
    json ? `${JSON.stringify({ healthy, findings }, null, 2)}\n` : `${findings.map(lineOf).join('\n')}\n`,
  );
  process.exitCode = healthy ? 0 : 1;
}

export const addDoctor = (program: Command): void => {
  program
    .command('doctor')
    .description('Khám máy: thiếu gì, vì sao, chạy lệnh nào để khắc phục')
    .option('--data <thư mục>', 'nơi giữ dữ liệu', defaultData())
    .option('--json', 'in kết quả dạng JSON')
    .addHelpText('after', '\nMã kết thúc: 0 chạy được, 1 có điều phải khắc phục')
    .action(doctor);
};
