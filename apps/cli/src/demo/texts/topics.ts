/** What the papers of a district in the winter of 2022-2023 are about. Invented, in the manner of such papers. */
export interface Topic {
  /** Department that handles it. */
  readonly field: string;
  /** Stands after "về" or "Về việc": no capital, no full stop. */
  readonly subject: string;
  readonly situation: string;
  readonly request: string;
}

const of = (
  field: string,
  rows: readonly (readonly [subject: string, situation: string, request: string])[],
): Topic[] => rows.map(([subject, situation, request]) => ({ field, subject, situation, request }));

export const topics: readonly Topic[] = [
  ...of('vp', [
    [
      'lịch công tác của lãnh đạo trong tuần',
      'Chương trình công tác tháng đã được thông qua tại phiên họp thường kỳ.',
      'Các đơn vị chuẩn bị tài liệu, gửi về Văn phòng trước ngày họp 02 ngày làm việc.',
    ],
    [
      'tiếp công dân định kỳ',
      'Tình hình khiếu nại, kiến nghị trên địa bàn nhìn chung ổn định, một số vụ việc về đất đai còn kéo dài.',
      'Các cơ quan liên quan cử người tham dự đầy đủ, mang theo hồ sơ vụ việc.',
    ],
    [
      'nâng cao chất lượng gửi, nhận văn bản điện tử',
      'Tỷ lệ văn bản điện tử có đủ chữ ký số của cá nhân và cơ quan đã tăng nhưng chưa đồng đều giữa các đơn vị.',
      'Lãnh đạo các đơn vị thực hiện ký số cá nhân trên toàn bộ văn bản phát hành.',
    ],
    [
      'chuẩn bị kỳ họp Hội đồng nhân dân huyện',
      'Kỳ họp dự kiến tổ chức trong một ngày rưỡi tại hội trường Ủy ban nhân dân huyện.',
      'Các cơ quan trình gửi tờ trình, dự thảo nghị quyết đúng thời gian quy định.',
    ],
    [
      'tổng kết phong trào thi đua khối',
      'Các đơn vị trong khối đã ký giao ước thi đua và tự chấm điểm.',
      'Trưởng khối tổng hợp, gửi hồ sơ đề nghị khen thưởng.',
    ],
  ]),
  ...of('nv', [
    [
      'kết quả cải cách hành chính quý I năm 2023',
      'Các chỉ tiêu về giải quyết thủ tục hành chính đúng hạn cơ bản đạt kế hoạch.',
      'Các đơn vị báo cáo tỷ lệ văn bản được ký số cá nhân và ký số cơ quan.',
    ],
    [
      'kế hoạch cải cách hành chính năm 2023',
      'Kế hoạch xác định 43 nhiệm vụ cụ thể, phân công rõ đơn vị chủ trì và thời gian hoàn thành.',
      'Thủ trưởng các đơn vị xây dựng kế hoạch của đơn vị mình và tổ chức thực hiện.',
    ],
    [
      'tuyển dụng công chức cấp xã năm 2023',
      'Một số chức danh công chức cấp xã còn thiếu so với định biên.',
      'Ủy ban nhân dân các xã, thị trấn đăng ký nhu cầu tuyển dụng theo biểu mẫu.',
    ],
    [
      'nâng bậc lương thường xuyên đợt I năm 2023',
      'Hội đồng lương đã họp xét trên cơ sở đề nghị của các đơn vị.',
      'Các đơn vị kiểm tra, đối chiếu danh sách trước khi ban hành quyết định.',
    ],
    [
      'đánh giá, xếp loại chất lượng công chức năm 2022',
      'Việc đánh giá thực hiện theo Nghị định số 90/2020/NĐ-CP của Chính phủ.',
      'Hồ sơ gửi về Phòng Nội vụ để tổng hợp, trình Chủ tịch Ủy ban nhân dân huyện.',
    ],
    [
      'công tác văn thư, lưu trữ năm 2023',
      'Hồ sơ công việc lập trên môi trường điện tử còn ít, việc nộp lưu chưa đúng thời hạn.',
      'Các đơn vị ban hành danh mục hồ sơ năm 2023 và lập hồ sơ điện tử.',
    ],
    [
      'tặng Giấy khen cho tập thể, cá nhân có thành tích xuất sắc',
      'Hội đồng Thi đua - Khen thưởng huyện đã họp và thống nhất đề nghị.',
      'Kinh phí khen thưởng trích từ Quỹ Thi đua, khen thưởng của huyện.',
    ],
  ]),
  ...of('tp', [
    [
      'phổ biến, giáo dục pháp luật quý I năm 2023',
      'Các luật mới có hiệu lực từ ngày 01 tháng 01 năm 2023 cần được phổ biến rộng rãi.',
      'Các xã, thị trấn tổ chức ít nhất hai đợt tuyên truyền lưu động.',
    ],
    [
      'công bố thủ tục hành chính lĩnh vực hộ tịch',
      'Có 32 thủ tục hành chính về hộ tịch được thay thế, bãi bỏ.',
      'Bộ phận Tiếp nhận và Trả kết quả niêm yết công khai, cập nhật lên trang thông tin điện tử.',
    ],
    [
      'rà soát văn bản quy phạm pháp luật năm 2022',
      'Kết quả rà soát có một số văn bản hết hiệu lực do không còn phù hợp.',
      'Các đơn vị đề xuất bãi bỏ, thay thế trước ngày 15 tháng 02 năm 2023.',
    ],
    [
      'hòa giải ở cơ sở',
      'Tỷ lệ hòa giải thành năm 2022 đạt trên 90%.',
      'Tiếp tục củng cố tổ hòa giải, bồi dưỡng nghiệp vụ cho hòa giải viên.',
    ],
    [
      'đăng ký, quản lý hộ tịch trên hệ thống điện tử',
      'Dữ liệu hộ tịch cần được số hóa từ sổ giấy.',
      'Công chức Tư pháp - Hộ tịch nhập liệu, đối soát và báo cáo hằng tuần.',
    ],
  ]),
  ...of('tckh', [
    [
      'giao dự toán ngân sách nhà nước năm 2023',
      'Dự toán được phân bổ theo định mức của thời kỳ ổn định ngân sách.',
      'Các đơn vị công khai dự toán và chịu trách nhiệm sử dụng đúng mục đích, tiết kiệm.',
    ],
    [
      'quyết toán ngân sách năm 2022',
      'Niên độ ngân sách năm 2022 kết thúc vào ngày 31 tháng 01 năm 2023.',
      'Các đơn vị đối chiếu số liệu với Kho bạc Nhà nước trước khi lập báo cáo quyết toán.',
    ],
    [
      'giải ngân vốn đầu tư công',
      'Tỷ lệ giải ngân của một số công trình còn chậm do vướng giải phóng mặt bằng.',
      'Chủ đầu tư lập tiến độ chi tiết từng công trình, báo cáo vào ngày 25 hằng tháng.',
    ],
    [
      'bổ sung kinh phí chăm lo Tết cho các đối tượng chính sách',
      'Nguồn kinh phí do ngân sách huyện và vận động xã hội hóa.',
      'Chi đúng đối tượng, hoàn thành trước ngày 15 tháng 01 năm 2023.',
    ],
    [
      'kiểm kê tài sản công',
      'Nhiều tài sản đã hết thời gian khấu hao nhưng chưa làm thủ tục thanh lý.',
      'Các đơn vị kiểm kê, lập danh mục và đề xuất phương án xử lý.',
    ],
    [
      'phê duyệt báo cáo kinh tế - kỹ thuật công trình',
      'Hồ sơ đã được thẩm định theo quy định của pháp luật về xây dựng.',
      'Chủ đầu tư triển khai các bước tiếp theo bảo đảm chất lượng, tiến độ.',
    ],
  ]),
  ...of('tnmt', [
    [
      'công bố thủ tục hành chính lĩnh vực đất đai',
      'Có 33 thủ tục hành chính về đất đai được chuẩn hóa, gồm 9 thủ tục cấp huyện và 24 thủ tục cấp xã.',
      'Các đơn vị cập nhật quy trình nội bộ và niêm yết tại nơi tiếp nhận hồ sơ.',
    ],
    [
      'kế hoạch sử dụng đất năm 2023',
      'Nhu cầu sử dụng đất năm 2023 đã được các xã, thị trấn đăng ký.',
      'Tổ chức công bố, công khai kế hoạch sau khi được phê duyệt.',
    ],
    [
      'cho phép chuyển mục đích sử dụng đất',
      'Hồ sơ phù hợp với kế hoạch sử dụng đất được duyệt.',
      'Người sử dụng đất thực hiện nghĩa vụ tài chính theo quy định.',
    ],
    [
      'ra quân tổng vệ sinh môi trường đón Tết',
      'Rác thải ven các tuyến kênh, đường liên xã tăng vào dịp cuối năm.',
      'Các xã, thị trấn huy động lực lượng thu gom, trồng hoa ven đường.',
    ],
    [
      'kiểm tra hoạt động khai thác cát, đất san lấp',
      'Người dân phản ánh có tình trạng vận chuyển đất không che chắn.',
      'Đoàn kiểm tra xử lý nghiêm vi phạm và báo cáo kết quả.',
    ],
    [
      'cấp giấy chứng nhận quyền sử dụng đất lần đầu',
      'Số hồ sơ tồn đọng tập trung ở các thửa đất chưa có bản đồ địa chính chính quy.',
      'Chi nhánh Văn phòng Đăng ký đất đai phối hợp các xã rà soát từng thửa.',
    ],
  ]),
  ...of('ldtbxh', [
    [
      'tặng quà người có công nhân dịp Tết Quý Mão',
      'Danh sách đã được các xã, thị trấn rà soát, niêm yết.',
      'Việc trao quà hoàn thành trước ngày 18 tháng 01 năm 2023.',
    ],
    [
      'kết quả rà soát hộ nghèo, hộ cận nghèo cuối năm 2022',
      'Tỷ lệ hộ nghèo theo chuẩn mới giảm so với đầu kỳ.',
      'Các xã, thị trấn lập kế hoạch giảm nghèo năm 2023 theo từng hộ.',
    ],
    [
      'trợ cấp xã hội đối với đối tượng bảo trợ',
      'Hồ sơ đã được hội đồng cấp xã xét duyệt.',
      'Trợ cấp được hưởng kể từ ngày quyết định có hiệu lực.',
    ],
    [
      'đào tạo nghề cho lao động nông thôn năm 2023',
      'Nhu cầu học nghề chăn nuôi, may công nghiệp và sửa chữa máy nông nghiệp tăng.',
      'Các xã đăng ký lớp và địa điểm mở lớp trước ngày 20 tháng 02 năm 2023.',
    ],
    [
      'bảo vệ, chăm sóc trẻ em',
      'Dịp nghỉ Tết thường xảy ra tai nạn đuối nước, tai nạn giao thông ở trẻ em.',
      'Tăng cường tuyên truyền, cắm biển cảnh báo nơi nguy hiểm.',
    ],
  ]),
  ...of('vhtt', [
    [
      'tổ chức các hoạt động mừng Đảng, mừng Xuân',
      'Hội hoa xuân tổ chức tại trung tâm thị trấn Vĩnh Bình.',
      'Các xã bảo đảm an ninh trật tự, phòng cháy chữa cháy tại điểm vui chơi.',
    ],
    [
      'công nhận danh hiệu ấp văn hóa',
      'Ban Chỉ đạo đã phúc tra theo tiêu chuẩn hiện hành.',
      'Các xã tiếp tục giữ vững và nâng chất danh hiệu.',
    ],
    [
      'chuyển đổi số năm 2023',
      'Tổ công nghệ số cộng đồng đã được thành lập ở các ấp.',
      'Hướng dẫn người dân sử dụng dịch vụ công trực tuyến và thanh toán không dùng tiền mặt.',
    ],
    [
      'quản lý lễ hội và hoạt động quảng cáo',
      'Một số bảng quảng cáo lắp đặt sai vị trí được cấp phép.',
      'Kiểm tra, tháo dỡ bảng quảng cáo vi phạm trước Tết Nguyên đán.',
    ],
    [
      'tuyên truyền lưu động về an toàn giao thông',
      'Lượng phương tiện tăng cao vào dịp lễ, Tết.',
      'Đài truyền thanh các xã phát thanh hằng ngày hai buổi.',
    ],
  ]),
  ...of('gddt', [
    [
      'kế hoạch nghỉ Tết của học sinh',
      'Học sinh nghỉ Tết theo khung thời gian năm học của tỉnh.',
      'Các trường phân công trực, bảo vệ tài sản trong thời gian nghỉ.',
    ],
    [
      'kỳ thi học sinh giỏi cấp huyện',
      'Kỳ thi có trên ba trăm học sinh các trường trung học cơ sở đăng ký.',
      'Các trường chuẩn bị cơ sở vật chất, cử giám thị theo phân công.',
    ],
    [
      'công nhận trường đạt chuẩn quốc gia',
      'Đoàn đánh giá ngoài kiến nghị khắc phục một số tiêu chí về cơ sở vật chất.',
      'Địa phương bố trí vốn hoàn thành trước năm học mới.',
    ],
    [
      'phổ cập giáo dục, xóa mù chữ năm 2022',
      'Mười hai xã, thị trấn đều giữ vững chuẩn phổ cập.',
      'Cập nhật số liệu lên hệ thống thông tin phổ cập.',
    ],
  ]),
  ...of('yt', [
    [
      'phòng, chống dịch sốt xuất huyết',
      'Số ca mắc tuy giảm nhưng vẫn còn ổ dịch nhỏ ở một số ấp.',
      'Tổ chức chiến dịch diệt lăng quăng vào thứ Bảy hằng tuần.',
    ],
    [
      'bảo đảm an toàn thực phẩm dịp Tết và mùa lễ hội',
      'Sức tiêu thụ bánh mứt, thịt chế biến sẵn tăng mạnh.',
      'Đoàn liên ngành kiểm tra ít nhất ba mươi cơ sở.',
    ],
    [
      'tiêm vắc xin phòng COVID-19 mũi nhắc lại',
      'Tỷ lệ tiêm mũi nhắc ở nhóm trẻ em chưa đạt chỉ tiêu.',
      'Trạm y tế các xã tổ chức điểm tiêm cố định và lưu động.',
    ],
    [
      'thực hiện bảo hiểm y tế toàn dân',
      'Tỷ lệ bao phủ đạt trên 92% dân số.',
      'Vận động hộ gia đình tham gia, nhất là hộ làm nông nghiệp.',
    ],
  ]),
  ...of('ttr', [
    [
      'kế hoạch thanh tra năm 2023',
      'Nội dung thanh tra tập trung vào thu chi ngân sách và đầu tư xây dựng.',
      'Các đơn vị được thanh tra chuẩn bị hồ sơ theo đề cương.',
    ],
    [
      'kê khai tài sản, thu nhập',
      'Việc kê khai lần đầu đã hoàn thành.',
      'Người có nghĩa vụ kê khai bổ sung gửi bản kê khai đúng hạn.',
    ],
    [
      'giải quyết khiếu nại về bồi thường, hỗ trợ',
      'Tổ xác minh đã làm việc với các bên liên quan.',
      'Ủy ban nhân dân xã công bố kết quả giải quyết theo quy định.',
    ],
  ]),
  ...of('ktht', [
    [
      'duy tu, sửa chữa đường huyện',
      'Nhiều đoạn đường xuất hiện ổ gà sau mùa mưa.',
      'Đơn vị thi công hoàn thành dặm vá trước Tết Nguyên đán.',
    ],
    [
      'bình ổn thị trường dịp Tết Nguyên đán Quý Mão',
      'Nguồn hàng thiết yếu dồi dào, giá cả cơ bản ổn định.',
      'Các chợ niêm yết giá, không để xảy ra găm hàng, tăng giá.',
    ],
    [
      'bảo đảm trật tự, an toàn giao thông',
      'Tai nạn giao thông giảm cả ba tiêu chí so với cùng kỳ.',
      'Lực lượng chức năng tăng cường tuần tra trên các tuyến trọng điểm.',
    ],
    [
      'cấp giấy phép xây dựng nhà ở riêng lẻ',
      'Một số công trình xây dựng sai phép đã bị lập biên bản.',
      'Công chức Địa chính - Xây dựng kiểm tra ngay từ khi khởi công.',
    ],
    [
      'nâng cấp hệ thống chiếu sáng công cộng',
      'Nguồn vốn từ xã hội hóa chiếm trên một nửa tổng mức đầu tư.',
      'Các xã đăng ký tuyến đường cần lắp đặt.',
    ],
  ]),
  ...of('nnptnt', [
    [
      'phòng, chống hạn hán, xâm nhập mặn mùa khô 2022 - 2023',
      'Độ mặn 1 g/l dự báo lấn sâu vào các cửa sông từ giữa tháng 02 năm 2023.',
      'Vận hành cống theo lịch, khuyến cáo người dân trữ nước ngọt.',
    ],
    [
      'phòng, chống dịch bệnh trên đàn gia súc, gia cầm',
      'Thời tiết giao mùa thuận lợi cho vi rút cúm gia cầm phát triển.',
      'Hoàn thành tiêm phòng đợt I trước ngày 31 tháng 3 năm 2023.',
    ],
    [
      'kết quả xây dựng nông thôn mới nâng cao',
      'Bốn xã đăng ký đạt chuẩn nông thôn mới nâng cao trong năm 2023.',
      'Các xã rà soát từng tiêu chí, hoàn chỉnh hồ sơ minh chứng.',
    ],
    [
      'sản xuất vụ Đông Xuân 2022 - 2023',
      'Diện tích xuống giống đạt kế hoạch, trà lúa phát triển tốt.',
      'Theo dõi rầy nâu, sâu cuốn lá; không phun thuốc tràn lan.',
    ],
    [
      'nạo vét kênh mương nội đồng',
      'Nhiều tuyến kênh bồi lắng, ảnh hưởng việc lấy nước.',
      'Hoàn thành nạo vét trước khi đóng cống ngăn mặn.',
    ],
    [
      'mỗi xã một sản phẩm (OCOP)',
      'Huyện có thêm sáu sản phẩm đăng ký đánh giá.',
      'Chủ thể hoàn thiện hồ sơ, bao bì, truy xuất nguồn gốc.',
    ],
  ]),
];

/** Sentences that make a paper as long as its matter. */
export const fillers: readonly string[] = [
  'Thủ trưởng các cơ quan, đơn vị có trách nhiệm quán triệt nội dung này đến toàn thể công chức, viên chức, người lao động thuộc quyền quản lý.',
  'Trong quá trình thực hiện nếu có khó khăn, vướng mắc, các đơn vị kịp thời phản ánh về cơ quan chủ trì để được hướng dẫn, giải quyết.',
  'Việc phân công nhiệm vụ phải rõ người, rõ việc, rõ thời gian hoàn thành; lấy kết quả thực hiện làm căn cứ đánh giá, xếp loại cuối năm.',
  'Công tác tuyên truyền được thực hiện thường xuyên trên hệ thống truyền thanh cơ sở, trang thông tin điện tử và tại các cuộc họp tổ nhân dân tự quản.',
  'Kinh phí thực hiện được bố trí trong dự toán chi thường xuyên đã giao và các nguồn huy động hợp pháp khác theo quy định của pháp luật.',
  'Các xã, thị trấn chủ động rà soát tình hình thực tế tại địa phương, xác định nội dung trọng tâm, trọng điểm để tập trung chỉ đạo.',
  'Định kỳ trước ngày 20 hằng tháng, các đơn vị tổng hợp kết quả, đánh giá những việc đã làm được, những việc còn hạn chế và nguyên nhân.',
  'Hồ sơ, số liệu báo cáo phải bảo đảm đầy đủ, chính xác, thống nhất giữa các kỳ và được lãnh đạo đơn vị ký số trước khi gửi.',
];
