import type { RegisterBook } from './register-columns.js';

/**
 * The outputs of Annex VI part V beside the two registers: how incoming and outgoing documents were settled, the list of the
 * documents of a case file and the list of case files, the last two in the columns of Annex V (R-SYS-06).
 */

const cover = ['Năm', 'Từ ngày … đến ngày …', 'Quyển số'] as const;

function output<Key extends string>(
  titleVi: string,
  list: readonly (readonly [key: Key, headingVi: string, width: number])[],
): RegisterBook<Key> {
  const columns = list.map(([key, headingVi, width], index) => ({ position: index + 1, key, headingVi, width }));
  return { titleVi, coverLinesVi: cover, columns };
}

/** By unit, the agency last. */
export const incomingHandlingByUnit = output('BÁO CÁO TÌNH HÌNH GIẢI QUYẾT VĂN BẢN ĐẾN', [
  ['unit', 'Đơn vị, người chủ trì', 26],
  ['total', 'Tổng số', 8],
  ['onTime', 'Đã giải quyết đúng hạn', 10],
  ['late', 'Đã giải quyết quá hạn', 10],
  ['open', 'Đang giải quyết, trong hạn', 10],
  ['overdue', 'Đang giải quyết, quá hạn', 10],
  ['cancelled', 'Đã hủy theo thu hồi', 8],
]);

export const incomingHandlingLines = output('DANH SÁCH VĂN BẢN ĐẾN VÀ KẾT QUẢ GIẢI QUYẾT', [
  ['incomingNumber', 'Số đến', 5],
  ['arrivedOn', 'Ngày đến', 8],
  ['document', 'Tác giả; số, ký hiệu; tên loại và trích yếu', 34],
  ['receiver', 'Đơn vị, người chủ trì', 14],
  ['dueOn', 'Thời hạn giải quyết', 8],
  ['progress', 'Kết quả, tiến độ', 14],
  ['answer', 'Số, ký hiệu văn bản trả lời', 10],
]);

export const outgoingHandlingByUnit = output('BÁO CÁO TÌNH HÌNH GIẢI QUYẾT VĂN BẢN ĐI', [
  ['unit', 'Đơn vị soạn thảo', 26],
  ['total', 'Tổng số đã cấp số', 8],
  ['issued', 'Đã phát hành', 8],
  ['late', 'Phát hành, gửi quá hạn', 9],
  ['unissued', 'Chưa phát hành', 8],
  ['recalled', 'Đã thu hồi', 8],
  ['sent', 'Lượt gửi cơ quan nhận', 9],
  ['received', 'Nơi nhận đã tiếp nhận, vào sổ', 9],
  ['returned', 'Nơi nhận từ chối', 8],
]);

export const outgoingHandlingLines = output('DANH SÁCH VĂN BẢN ĐI VÀ TÌNH HÌNH GỬI, NHẬN', [
  ['numberAndSymbol', 'Số, ký hiệu văn bản', 11],
  ['documentDate', 'Ngày tháng văn bản', 8],
  ['kindAndAbstract', 'Tên loại và trích yếu nội dung', 28],
  ['unit', 'Đơn vị soạn thảo', 9],
  ['signer', 'Người ký', 12],
  ['issuedAt', 'Phát hành lúc', 11],
  ['progress', 'Tình hình gửi, nhận', 21],
]);

/** MỤC LỤC VĂN BẢN, TÀI LIỆU of Annex V. */
export const documentsOfCaseFile = output('MỤC LỤC VĂN BẢN, TÀI LIỆU', [
  ['ordinal', 'STT', 4],
  ['numberAndSymbol', 'Số, ký hiệu văn bản', 12],
  ['documentDate', 'Ngày tháng năm văn bản', 9],
  ['kindAndAbstract', 'Tên loại và trích yếu nội dung văn bản', 38],
  ['author', 'Tác giả văn bản', 20],
  ['pages', 'Trang số', 7],
  ['remarks', 'Ghi chú', 10],
]);

/** The columns of MỤC LỤC HỒ SƠ of Annex V. */
export const caseFilesOfPeriod = output('MỤC LỤC HỒ SƠ', [
  ['ordinal', 'Số TT', 4],
  ['notation', 'Số, ký hiệu hồ sơ', 12],
  ['title', 'Tiêu đề hồ sơ', 40],
  ['time', 'Thời gian tài liệu', 15],
  ['retention', 'Thời hạn bảo quản', 10],
  ['pages', 'Số trang', 7],
  ['remarks', 'Ghi chú', 12],
]);

/** No book of the Decree: the result sheet of signing in a batch, printed as the other outputs are. */
export const signingBatchSheet = output('PHIẾU KẾT QUẢ KÝ THEO LÔ', [
  ['ordinal', 'STT', 4],
  ['kindAndAbstract', 'Tên loại và trích yếu nội dung', 36],
  ['numberAndSymbol', 'Số, ký hiệu', 12],
  ['outcome', 'Kết quả', 12],
  ['reason', 'Lý do', 26],
  ['endedAt', 'Lúc', 10],
]);
