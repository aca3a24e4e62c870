export const directionWords = {
  menu: 'Bút phê',
  title: 'Bút phê ({{count}})',
  queue: 'Văn bản chờ chỉ đạo',
  none: 'Không còn văn bản nào chờ chỉ đạo.',
  space: 'Phím cách: đồng ý theo đề xuất',
  send: 'Chỉ đạo như đã chọn',
  otherDay: 'Ngày khác',
  done: 'Đã chỉ đạo văn bản {{number}}.',
  sorting: 'Sắp xếp cho lãnh đạo',
  places: { first: 'Xem trước', normal: 'Theo thứ tự', later: 'Để sau' },
  note: 'Lời nhắn cho lãnh đạo',
  keep: 'Lưu sắp xếp',
} as const;
