import { Command } from 'commander';
import { addDoctor } from './commands/doctor.js';
import { addInit } from './commands/init.js';
import { addUp } from './commands/up.js';
import { addVerify } from './commands/verify.js';

/** The administrator's tool. Every command has `--help`; those that a program would read have `--json`. */
export function vanthuProgram(): Command {
  const program = new Command('vanthu')
    .description('VanThu: công tác văn thư của cơ quan nhà nước theo Nghị định 30/2020/NĐ-CP')
    .helpOption('-h, --help', 'hướng dẫn')
    .helpCommand('help [lệnh]', 'hướng dẫn cho một lệnh')
    .configureHelp({ styleTitle: (title) => titles[title] ?? title })
    .showHelpAfterError('(thêm --help để xem hướng dẫn)');
  for (const add of [addUp, addInit, addDoctor, addVerify]) add(program);
  for (const command of program.commands) {
    command.helpOption('-h, --help', 'hướng dẫn').configureHelp({ styleTitle: (title) => titles[title] ?? title });
  }
  return program;
}

const titles: Record<string, string> = {
  'Usage:': 'Cách dùng:',
  'Options:': 'Tùy chọn:',
  'Arguments:': 'Đối số:',
  'Commands:': 'Lệnh:',
};
