import { Command } from 'commander';
import { addAugment } from './commands/augment.js';
import { addDemo } from './commands/demo.js';
import { addDoctor } from './commands/doctor.js';
import { addInit } from './commands/init.js';
import { addInspect } from './commands/inspect.js';
import { addSign } from './commands/sign.js';
import { addUp } from './commands/up.js';
import { addVerify } from './commands/verify.js';
import { speakVietnamese } from './vietnamese-help.js';

/** The administrator's tool. Every command has `--help`; those that a program would read have `--json`. */
export function vanthuProgram(): Command {
  const program = new Command('vanthu')
    .description('VanThu: công tác văn thư của cơ quan nhà nước theo Nghị định 30/2020/NĐ-CP')
    .helpCommand('help [lệnh]', 'hướng dẫn cho một lệnh');
  for (const add of [addUp, addDemo, addInit, addDoctor, addVerify, addSign, addAugment, addInspect]) add(program);
  for (const command of [program, ...program.commands]) speakVietnamese(command);
  return program;
}
