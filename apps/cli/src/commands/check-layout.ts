import type { Command } from 'commander';

/** Loaded when asked for: what reads PDF and DOCX is not needed to explain the other commands. */
async function checkLayout(files: string[], flags: { json?: boolean }): Promise<void> {
  const { checkFiles } = await import('../layout/check-files.js');
  process.exitCode = await checkFiles(files, flags.json ?? false);
}

export const addCheckLayout = (program: Command): void => {
  program
    .command('check-layout')
    .description('Kiểm tra thể thức, kỹ thuật trình bày của tệp PDF hoặc DOCX theo Phụ lục I Nghị định 30/2020/NĐ-CP')
    .argument('<tệp...>', 'các tệp PDF, DOCX, hoặc thư mục')
    .option('--json', 'in một mảng JSON')
    .addHelpText('after', '\nMã kết thúc: 0 không có lỗi, 1 có lỗi thể thức, 3 có tệp không đọc được')
    .action(checkLayout);
};
