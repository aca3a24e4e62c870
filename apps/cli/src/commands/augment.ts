import { type Command, Option } from 'commander';
import { defaultData } from '../installation/layout.js';
import type { AugmentFlags } from '../signatures/augment-file.js';
import { levels } from '../signatures/sign-flags.js';

async function augment(file: string, flags: AugmentFlags): Promise<void> {
  const { augmentFile } = await import('../signatures/augment-file.js');
  process.exitCode = await augmentFile(file, flags);
}

const help = `
Nối thêm dấu thời gian và dữ liệu kiểm tra vào cuối tệp; chữ ký đã có và mọi byte trước đó giữ nguyên.

Mã kết thúc: 0 đã đạt mức yêu cầu, 1 bị từ chối (nói rõ vì sao), 2 chưa lấy được dấu thời gian hoặc tình trạng thu hồi, 3 không đọc được tệp`;

export const addAugment = (program: Command): void => {
  program
    .command('augment')
    .description('Nâng mức chữ ký của tệp đã ký: thêm dấu thời gian, dữ liệu kiểm tra lâu dài')
    .argument('<tệp>', 'tệp PDF đã ký')
    .addOption(new Option('--to <mức>', 'mức cần đạt').choices(levels.slice(1)).makeOptionMandatory())
    .option('--tsa <url...>', 'máy chủ cấp dấu thời gian, thử lần lượt')
    .option('--trust <roots.pem...>', 'chứng thư gốc được tin cậy')
    .option('--issuers <ca.pem...>', 'chứng thư trung gian còn thiếu')
    .option('--allow-host <host:cổng...>', 'máy chủ trong mạng riêng được phép hỏi (OCSP, CRL)')
    .option('--renew', 'tệp đã là B-LTA: thêm một dấu thời gian mới trước khi dấu cũ hết hạn')
    .option('--data <thư mục>', 'nơi giữ dữ liệu', defaultData())
    .option('--out <tệp>', 'tệp kết quả (mặc định: <tên>.<mức>.pdf)')
    .option('--json', 'in kết quả dạng JSON')
    .addHelpText('after', help)
    .action(augment);
};
