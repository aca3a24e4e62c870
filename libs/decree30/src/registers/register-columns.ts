/** The books of Annex IV: columns in the Decree's order and words. Extra columns may follow, none may be left out. */
export interface RegisterColumn {
  /** As printed under the heading: (1), (2) … */
  readonly position: number;
  /** Name for programs. */
  readonly key: string;
  readonly headingVi: string;
}

export interface RegisterBook {
  readonly titleVi: string;
  readonly columns: readonly RegisterColumn[];
  /** Lines of the cover and first page below the name of the agency and the title. */
  readonly coverLinesVi: readonly string[];
}

const cover = ['Năm', 'Từ ngày … đến ngày …', 'Từ số … đến số …', 'Quyển số'] as const;

const columns = (list: readonly (readonly [key: string, headingVi: string])[]): RegisterColumn[] =>
  list.map(([key, headingVi], index) => ({ position: index + 1, key, headingVi }));

/** Annex IV part I, Art. 16.2.b (R-OUT-14). */
export const outgoingRegister: RegisterBook = {
  titleVi: 'SỔ ĐĂNG KÝ VĂN BẢN ĐI',
  coverLinesVi: cover,
  columns: columns([
    ['numberAndSymbol', 'Số, ký hiệu văn bản'],
    ['documentDate', 'Ngày tháng văn bản'],
    ['kindAndAbstract', 'Tên loại và trích yếu nội dung văn bản'],
    ['signer', 'Người ký'],
    ['recipients', 'Nơi nhận văn bản'],
    ['fileCopyHolder', 'Đơn vị, người nhận bản lưu'],
    ['copies', 'Số lượng bản'],
    ['handedOverOn', 'Ngày chuyển'],
    ['receivedBy', 'Ký nhận'],
    ['remarks', 'Ghi chú'],
  ]),
};

/** Annex IV part VI, Art. 22 (R-IN-06). */
export const incomingRegister: RegisterBook = {
  titleVi: 'SỔ ĐĂNG KÝ VĂN BẢN ĐẾN',
  coverLinesVi: cover,
  columns: columns([
    ['arrivedOn', 'Ngày đến'],
    ['incomingNumber', 'Số đến'],
    ['author', 'Tác giả'],
    ['numberAndSymbol', 'Số, ký hiệu văn bản'],
    ['documentDate', 'Ngày tháng văn bản'],
    ['kindAndAbstract', 'Tên loại và trích yếu nội dung văn bản'],
    ['receiver', 'Đơn vị hoặc người nhận'],
    ['handedOverOn', 'Ngày chuyển'],
    ['receivedBy', 'Ký nhận'],
    ['remarks', 'Ghi chú'],
  ]),
};

/** Annex IV part VIII, Art. 24 (R-IN-13); its cover has no "Từ số … đến số …". */
export const followUpBook: RegisterBook = {
  titleVi: 'SỔ THEO DÕI GIẢI QUYẾT VĂN BẢN ĐẾN',
  coverLinesVi: cover.filter((line) => !line.startsWith('Từ số')),
  columns: columns([
    ['incomingNumber', 'Số đến'],
    ['document', 'Tên loại, số, ký hiệu, ngày, tháng và tên cơ quan, tổ chức ban hành văn bản'],
    ['receiver', 'Đơn vị hoặc người nhận'],
    ['dueOn', 'Thời hạn giải quyết'],
    ['progress', 'Tiến độ giải quyết'],
    ['answer', 'Số, ký hiệu văn bản trả lời'],
    ['remarks', 'Ghi chú'],
  ]),
};

/** Annex IV part V: the stamp on incoming documents (R-FMT-09). */
export const arrivalStamp = {
  heightMm: 35,
  widthMm: 50,
  textsVi: ['TÊN CƠ QUAN, TỔ CHỨC', 'ĐẾN', 'Số:', 'Ngày:', 'Chuyển:', 'Số và ký hiệu HS:'],
} as const;
