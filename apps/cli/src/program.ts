import { Command } from 'commander';
import { addDoctor } from './commands/doctor.js';
import { addInit } from './commands/init.js';
import { addUp } from './commands/up.js';
import { addVerify } from './commands/verify.js';
import { speakVietnamese } from './vietnamese-help.js';

/** The administrator's tool. Every command has `--help`; those that a program would read have `--json`. */
export function vanthuProgram(): Command {
  const program = new Command('vanthu')
    .description('VanThu: công tác văn thư của cơ quan nhà nước theo Nghị định 30/2020/NĐ-CP')
    .helpCommand('help [lệnh]', 'hướng dẫn cho một lệnh');
  for (const add of [addUp, addInit, addDoctor, addVerify]) add(program);
  for (const command of [program, ...program.commands]) speakVietnamese(command);
  return program;
}
