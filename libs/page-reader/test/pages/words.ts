import type { Words } from './varied.js';

/** The words that the reader was written with. */
export const tuned: Words = {
  agencies: [
    [[], ['ỦY BAN NHÂN DÂN', 'XÃ CHÂU MINH'], 'UBND', 'Châu Minh'],
    [['UBND TỈNH ĐỒNG THÁP'], ['SỞ NỘI VỤ'], 'SNV', 'Đồng Tháp'],
    [['BỘ TÀI CHÍNH'], ['TỔNG CỤC THUẾ'], 'TCT', 'Hà Nội'],
    [[], ['BỘ NÔNG NGHIỆP', 'VÀ MÔI TRƯỜNG'], 'BNNMT', 'Hà Nội'],
    [['SỞ Y TẾ TỈNH ĐỒNG THÁP'], ['BỆNH VIỆN ĐA KHOA', 'CHÂU MINH'], 'BVCM', 'Châu Minh'],
    [[], ['HỘI ĐỒNG NHÂN DÂN', 'TỈNH ĐỒNG THÁP'], 'HĐND', 'Thành phố Hồ Chí Minh'],
  ],
  abstracts: [
    'Về việc thành lập Tổ công tác chuyển đổi số',
    'Kết quả thực hiện nhiệm vụ quý I và phương hướng quý II năm 2025',
    'Về việc tăng cường kỷ luật, kỷ cương hành chính trong giải quyết thủ tục hành chính cho người dân và doanh nghiệp trên địa bàn',
    'Triển khai ký số văn bản điện tử',
  ],
  signers: [
    [['TM. ỦY BAN NHÂN DÂN', 'CHỦ TỊCH'], 'Nguyễn Thị Hồng Hạnh', ''],
    [['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'], 'Trần Văn Bình', ''],
    [['GIÁM ĐỐC'], 'Võ Đình Ỷ', ''],
    [['KT. GIÁM ĐỐC', 'PHÓ GIÁM ĐỐC'], 'Lê Thị Hoa', ''],
    [['TL. CHỦ TỊCH', 'CHÁNH VĂN PHÒNG'], 'Phạm Quốc Cường', ''],
  ],
  recipients: [
    'Thường trực Huyện ủy',
    'Chủ tịch, các Phó Chủ tịch Ủy ban nhân dân tỉnh',
    'Các phòng, ban',
    'Sở Tài chính',
  ],
  body: [
    'Ủy ban nhân dân xã yêu cầu các phòng, đơn vị trực thuộc nghiêm túc triển khai thực hiện, báo cáo kết quả trước ngày 15 hằng tháng để tổng hợp.',
    '1. Các cơ quan, đơn vị tiếp tục rà soát, chuẩn hóa quy trình tiếp nhận, xử lý, phát hành và quản lý văn bản điện tử trên Hệ thống.',
    '2. Văn phòng theo dõi, đôn đốc việc thực hiện; kịp thời báo cáo những khó khăn, vướng mắc phát sinh trong quá trình triển khai.',
  ],
};

/** Words kept aside: first read when the reader was done. */
export const aside: Words = {
  agencies: [
    [[], ['ỦY BAN NHÂN DÂN', 'PHƯỜNG ĐIỆN BIÊN PHỦ'], 'UBND', 'Điện Biên Phủ'],
    [['UBND THÀNH PHỐ CẦN THƠ'], ['SỞ GIÁO DỤC VÀ ĐÀO TẠO'], 'SGDĐT', 'Cần Thơ'],
    [['BỘ CÔNG AN'], ['CÔNG AN TỈNH LÂM ĐỒNG'], 'CAT', 'Lâm Đồng'],
    [[], ['VĂN PHÒNG CHÍNH PHỦ'], 'VPCP', 'Hà Nội'],
    [['UBND HUYỆN BA VÌ'], ['TRƯỜNG TRUNG HỌC CƠ SỞ', 'NGUYỄN DU'], 'THCSND', 'Ba Vì'],
    [['TỔNG CÔNG TY ĐIỆN LỰC'], ['CÔNG TY ĐIỆN LỰC', 'AN GIANG'], 'PCAG', 'An Giang'],
    [['CỤC HẢI QUAN'], ['CHI CỤC HẢI QUAN', 'KHU VỰC II'], 'CCHQ2', 'Thành phố Hồ Chí Minh'],
  ],
  abstracts: [
    'Tổng kết năm học 2024 - 2025 và triển khai nhiệm vụ năm học 2025 - 2026',
    'Ban hành Danh mục hồ sơ của cơ quan năm 2026',
    'Rà soát, lập danh sách cử tri phục vụ bầu cử đại biểu Quốc hội khóa XVI và đại biểu Hội đồng nhân dân các cấp nhiệm kỳ 2026 - 2031',
    'Điều chỉnh giờ làm việc',
  ],
  signers: [
    [['KT. BỘ TRƯỞNG', 'THỨ TRƯỞNG'], 'Đặng Quỳnh Anh', ''],
    [['HIỆU TRƯỞNG'], 'Hoàng Thị Mỹ Duyên', ''],
    [['TUQ. CHỦ TỊCH', 'TRƯỞNG PHÒNG NỘI VỤ'], 'Y Thanh Hà Niê Kđăm', ''],
    [['Q. GIÁM ĐỐC'], 'Bùi Xuân Ơn', ''],
    [['KT. CHI CỤC TRƯỞNG', 'PHÓ CHI CỤC TRƯỞNG'], 'Lương Đức Thịnh', 'Đại tá '],
    [['TL. BỘ TRƯỞNG', 'KT. CHÁNH VĂN PHÒNG', 'PHÓ CHÁNH VĂN PHÒNG'], 'Ngô Thùy Dương', ''],
  ],
  recipients: [
    'Bộ trưởng (để báo cáo)',
    'Ủy ban nhân dân các xã, phường, đặc khu trực thuộc thành phố',
    'Cổng Thông tin điện tử; Báo và Phát thanh, truyền hình',
    'Các trường trực thuộc',
  ],
  body: [
    'Thực hiện chỉ đạo của cấp trên tại văn bản số 1234/VP-TH ngày 12 tháng 02 năm 2025, cơ quan hướng dẫn một số nội dung cụ thể dưới đây.',
    'a) Thời gian thực hiện: từ ngày 01 tháng 8 năm 2025 đến hết ngày 31 tháng 12 năm 2025; địa điểm: tại trụ sở các đơn vị.',
    'Trong quá trình thực hiện, nếu có vướng mắc, đề nghị phản ánh về cơ quan qua số điện thoại 0296 3 000 000 để được hướng dẫn, giải quyết.',
  ],
};
