import type { Command } from 'commander';

/** Loaded when asked for: what reads PDF is not needed to explain the other commands. */
async function inspect(files: string[], flags: { json?: boolean }): Promise<void> {
  const { inspectFiles } = await import('../signatures/inspect-files.js');
  process.exitCode = await inspectFiles(files, flags.json ?? false);
}

export const addInspect = (program: Command): void => {
  program
    .command('inspect')
    .description('Xem bên trong tệp PDF: các lần lưu, ô, chữ ký, khóa ô, quyền sửa; không kết luận hợp lệ hay không')
    .argument('<tệp...>', 'các tệp PDF')
    .option('--json', 'in một mảng JSON')
    .addHelpText('after', '\nMã kết thúc: 0 đọc được hết, 3 có tệp không đọc được')
    .action(inspect);
};
