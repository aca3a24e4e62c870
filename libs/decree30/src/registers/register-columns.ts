/** The books of Annex IV: columns in the Decree's order and words. Extra columns may follow, none may be left out. */
export interface RegisterColumn<Key extends string = string> {
  /** As printed under the heading: (1), (2) … */
  readonly position: number;
  /** Name for programs. */
  readonly key: Key;
  readonly headingVi: string;
  /** Share of the printed width, relative to the other columns. */
  readonly width: number;
}

export interface RegisterBook<Key extends string = string> {
  readonly titleVi: string;
  readonly columns: readonly RegisterColumn<Key>[];
  /** Lines of the cover and first page below the name of the agency and the title. */
  readonly coverLinesVi: readonly string[];
}

const cover = ['Năm', 'Từ ngày … đến ngày …', 'Từ số … đến số …', 'Quyển số'] as const;

function book<Key extends string>(
  titleVi: string,
  coverLinesVi: readonly string[],
  list: readonly (readonly [key: Key, headingVi: string, width: number])[],
): RegisterBook<Key> {
  const columns = list.map(([key, headingVi, width], index) => ({ position: index + 1, key, headingVi, width }));
  return { titleVi, coverLinesVi, columns };
}

/** One line of a book: what stands in each column, as printed; dates as `printShortDate` writes them. */
export type RegisterRow<Key extends string = string> = Readonly<Record<Key, string>>;
export type OutgoingRegisterRow = RegisterRow<(typeof outgoingRegister)['columns'][number]['key']>;
export type IncomingRegisterRow = RegisterRow<(typeof incomingRegister)['columns'][number]['key']>;

/** Annex IV part I, Art. 16.2.b (R-OUT-14). */
export const outgoingRegister = book('SỔ ĐĂNG KÝ VĂN BẢN ĐI', cover, [
  ['numberAndSymbol', 'Số, ký hiệu văn bản', 11],
  ['documentDate', 'Ngày tháng văn bản', 8],
  ['kindAndAbstract', 'Tên loại và trích yếu nội dung văn bản', 25],
  ['signer', 'Người ký', 10],
  ['recipients', 'Nơi nhận văn bản', 14],
  ['fileCopyHolder', 'Đơn vị, người nhận bản lưu', 8],
  ['copies', 'Số lượng bản', 5],
  ['handedOverOn', 'Ngày chuyển', 8],
  ['receivedBy', 'Ký nhận', 6],
  ['remarks', 'Ghi chú', 5],
]);

/** Annex IV part VI, Art. 22 (R-IN-06). */
export const incomingRegister = book('SỔ ĐĂNG KÝ VĂN BẢN ĐẾN', cover, [
  ['arrivedOn', 'Ngày đến', 8],
  ['incomingNumber', 'Số đến', 5],
  ['author', 'Tác giả', 13],
  ['numberAndSymbol', 'Số, ký hiệu văn bản', 11],
  ['documentDate', 'Ngày tháng văn bản', 8],
  ['kindAndAbstract', 'Tên loại và trích yếu nội dung văn bản', 25],
  ['receiver', 'Đơn vị hoặc người nhận', 11],
  ['handedOverOn', 'Ngày chuyển', 8],
  ['receivedBy', 'Ký nhận', 6],
  ['remarks', 'Ghi chú', 5],
]);

/** Annex IV part VIII, Art. 24 (R-IN-13); its cover has no "Từ số … đến số …". */
export const followUpBook = book(
  'SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN',
  cover.filter((line) => !line.startsWith('Từ số')),
  [
    ['incomingNumber', 'Số đến', 5],
    ['document', 'Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan, tổ chức ban hành văn bản', 34],
    ['receiver', 'Đơn vị hoặc người nhận', 11],
    ['dueOn', 'Thời hạn giải quyết', 10],
    ['progress', 'Tiến độ giải quyết', 16],
    ['answer', 'Số, ký hiệu văn bản trả lời', 12],
    ['remarks', 'Ghi chú', 5],
  ],
);

/** Annex IV part V: the stamp on incoming documents (R-FMT-09). */
export const arrivalStamp = {
  heightMm: 35,
  widthMm: 50,
  textsVi: ['TÊN CƠ QUAN, TỔ CHỨC', 'ĐẾN', 'Số:', 'Ngày:', 'Chuyển:', 'Số và ký hiệu HS:'],
} as const;
