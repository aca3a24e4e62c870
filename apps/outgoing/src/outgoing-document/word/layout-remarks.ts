import type { OutputOf, outgoing } from '@vanthu/contracts';
import type { DocumentText, LayoutReport } from '@vanthu/page-reader';

type LayoutRemark = OutputOf<typeof outgoing.CheckUploadedLayout>['remarks'][number];

/** What cannot be checked is not called missing: a scan shows what it does not say. */
const unread: LayoutRemark = {
  ...{ code: 'PAGE.NO_TEXT', rule: 'R-DRF-06', article: 'Điều 12.2', page: 1, rect: null, found: null },
  messageVi: 'Các trang là ảnh quét, không đọc được chữ nên chưa kiểm tra được thể thức',
  mendVi:
    'Tải tệp Word hoặc bản PDF xuất từ Word lên thay; nếu dùng bản quét thì tự đặt các ô số, ngày, chữ ký và dấu, và tự đối chiếu từng thành phần',
};

/** What is not as Annex I has it; of pages without any word that they could not be read. */
export const layoutRemarks = ({ pages }: DocumentText, { violations }: LayoutReport): LayoutRemark[] =>
  pages.every(({ words }) => words.length === 0) ? [unread] : violations.map((one) => ({ ...one }));
