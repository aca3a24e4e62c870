import { type Command, Option } from 'commander';
import { defaultData } from '../installation/layout.js';
import { boxFrom, fillFrom, levels, type SignFlags, wholeFrom } from '../signatures/sign-flags.js';

/** Loaded when asked for: what signs is not needed to explain the other commands. */
async function sign(file: string, flags: SignFlags): Promise<void> {
  const { signFile } = await import('../signatures/sign-file.js');
  process.exitCode = await signFile(file, flags);
}

const help = `
Mã PIN không bao giờ là đối số: nhập khi được hỏi, hoặc đặt VANTHU_PIN, hoặc --pin-file.
Tệp gốc không bị sửa; chữ ký nối thêm vào cuối, các byte trước giữ nguyên. Không có --field thì ký vào ô trống duy nhất;
có --page hoặc --box thì tạo ô mới (không có --box: chữ ký không hiển thị).

Mã kết thúc: 0 đã ký ở mức yêu cầu, 1 bị từ chối (nói rõ vì sao), 2 đã ký nhưng chưa đạt mức yêu cầu, 3 không đọc được tệp hoặc khóa`;

export const addSign = (program: Command): void => {
  program
    .command('sign')
    .description('Ký số PAdES lên tệp PDF bằng khóa PKCS#12')
    .argument('<tệp>', 'tệp PDF')
    .requiredOption('--p12 <tệp>', 'khóa và chứng thư PKCS#12 (.p12, .pfx)')
    .option('--pin-file <tệp>', 'tệp chứa mã PIN')
    .addOption(new Option('--level <mức>', 'mức chữ ký').choices(levels).default('B-B', 'B-B'))
    .option('--tsa <url...>', 'máy chủ cấp dấu thời gian, thử lần lượt (cần cho B-T trở lên)')
    .option('--trust <roots.pem...>', 'chứng thư gốc được tin cậy (cần cho B-LT trở lên)')
    .option('--issuers <ca.pem...>', 'chứng thư trung gian còn thiếu')
    .option('--allow-host <host:cổng...>', 'máy chủ trong mạng riêng được phép hỏi (OCSP, CRL)')
    .option('--field <tên>', 'ô chữ ký')
    .option('--page <trang>', 'tạo ô mới trên trang này', wholeFrom)
    .option('--box <trái,dưới,phải,trên>', 'khung của ô mới, tính bằng điểm', boxFrom)
    .option('--fill <ô=giá trị>', 'điền ô chữ trong cùng lần ký; dùng được nhiều lần', fillFrom)
    .option('--lock <tên...>', 'khóa các ô này; "all": mọi ô; "tru" rồi tên ô: mọi ô trừ các ô đó')
    .addOption(
      new Option('--certify <P>', 'ký chứng nhận: 1 không sửa gì, 2 điền ô và ký, 3 thêm chú thích')
        .choices(['1', '2', '3'])
        .argParser((text) => Number(text)),
    )
    .option('--image <png>', 'hình chữ ký hoặc dấu, PNG nền trong')
    .option('--reason <lý do>', 'lý do ghi trong chữ ký')
    .option('--location <nơi>', 'nơi ký ghi trong chữ ký')
    .option('--out <tệp>', 'tệp đã ký (mặc định: <tên>.signed.pdf)')
    .option('--data <thư mục>', 'nơi giữ dữ liệu', defaultData())
    .option('--json', 'in kết quả dạng JSON')
    .addHelpText('after', help)
    .action(sign);
};
