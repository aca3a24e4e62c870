import { Command } from 'commander';
import { addAugment } from './commands/augment.js';
import { addCheckLayout } from './commands/check-layout.js';
import { addDemo } from './commands/demo.js';
import { addDoctor } from './commands/doctor.js';
import { addInit } from './commands/init.js';
import { addInspect } from './commands/inspect.js';
import { addReport } from './commands/report.js';
import { addSign } from './commands/sign.js';
import { addSimulate } from './commands/simulate.js';
import { addStats } from './commands/stats.js';
import { addUp } from './commands/up.js';
import { addVerify } from './commands/verify.js';
import { speakVietnamese } from './vietnamese-help.js';

/** The administrator's tool. Every command has `--help`; those that a program would read have `--json`. */
export function vanthuProgram(): Command {
  const program = new Command('vanthu')
    .description('VanThu: công tác văn thư của cơ quan nhà nước theo Nghị định 30/2020/NĐ-CP')
    .helpCommand('help [lệnh]', 'hướng dẫn cho một lệnh');
  for (const add of [
    addUp,
    addDemo,
    addInit,
    addDoctor,
    addVerify,
    addSign,
    addAugment,
    addInspect,
    addCheckLayout,
    addReport,
    addStats,
    addSimulate,
  ])
    add(program);
  for (const command of [program, ...program.commands, ...program.commands.flatMap(({ commands }) => commands)])
    speakVietnamese(command);
  return program;
}
