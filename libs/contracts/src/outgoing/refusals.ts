import { type RefusalTable, refuser } from '../core/refusal.js';

export const outgoingRefusals = {
  'OUTGOING.UNKNOWN_KIND': { status: 422, vi: 'Không có loại văn bản này trong 29 loại của Điều 7.' },
  'OUTGOING.BODY_DOES_NOT_FIT_KIND': { status: 422, vi: 'Nội dung không đúng mẫu của loại văn bản này.' },
  'OUTGOING.NO_LEAD_UNIT': {
    status: 422,
    vi: 'Chức vụ của bạn không thuộc đơn vị nào để chủ trì soạn thảo (R-DRF-01).',
  },
  'OUTGOING.UNKNOWN_RECIPIENT': { status: 422, vi: 'Nơi nhận “{name}” không phải đơn vị, người của cơ quan này.' },
  'OUTGOING.UNPRINTABLE': { status: 422, vi: 'Không trình bày được nội dung: {problems}.' },
  'OUTGOING.SECRET': { status: 422, vi: 'Văn bản mật không được soạn thảo, lưu giữ trên hệ thống này (R-GEN-04).' },
  'OUTGOING.NOT_THE_TURN': { status: 409, vi: 'Chưa đến lượt việc này: văn bản đang ở bước “{stateVi}” (R-OUT-01).' },
  'OUTGOING.ALREADY_DONE': { status: 409, vi: 'Việc này đã làm xong: văn bản đang ở bước “{stateVi}”.' },
  'OUTGOING.NOT_THE_DRAFTER': {
    status: 403,
    vi: 'Chỉ người soạn thảo hoặc thủ trưởng đơn vị soạn thảo được sửa, trình dự thảo.',
  },
  'OUTGOING.NOT_THE_UNIT_HEAD': { status: 403, vi: 'Chỉ thủ trưởng đơn vị soạn thảo duyệt nội dung (R-DRF-05).' },
  'OUTGOING.OWN_DRAFT': { status: 403, vi: 'Người soạn thảo không tự duyệt dự thảo của mình.' },
  'OUTGOING.NOT_THE_SIGNER': { status: 403, vi: 'Bạn không phải người ký của văn bản này (R-DRF-08).' },
  'OUTGOING.CAPACITY_CHANGED': {
    status: 409,
    vi: 'Quyền hạn, chức vụ in trên văn bản không còn đúng với danh bạ hôm nay; hãy trả lại để trình bày lại (R-SIG-08).',
  },
  'OUTGOING.OTHER_MANIFEST': {
    status: 409,
    vi: 'Văn bản đã thay đổi sau khi bạn mở xem. Hãy xem lại rồi quyết định (R-DRF-07).',
  },
  'OUTGOING.NOT_A_UNIT': { status: 422, vi: 'Đơn vị được giao soạn thảo phải là đơn vị của cơ quan này.' },
  'OUTGOING.DAY_PAST': { status: 422, vi: 'Hạn trình phải từ hôm nay trở đi.' },
  'OUTGOING.OTHER_UNIT_CHARGED': { status: 422, vi: 'Việc này giao {unit} chủ trì; dự thảo là của đơn vị khác.' },
  'OUTGOING.ASSIGNMENT_BEGUN': {
    status: 409,
    vi: 'Đơn vị đã bắt đầu soạn thảo theo việc giao này, hoặc việc giao đã thu hồi; không sửa, thu hồi được nữa.',
  },
  'OUTGOING.ASSIGNMENT_TAKEN': {
    status: 409,
    vi: 'Việc giao soạn thảo này đã có dự thảo, hoặc dự thảo đã theo việc giao khác.',
  },
  'OUTGOING.SLIP_OTHER_SIGNER': {
    status: 422,
    vi: 'Phiếu trình gồm các dự thảo do một người ký: “{abstract}” do {signer} ký (Điều 11 khoản 1).',
  },
  'OUTGOING.ON_ANOTHER_SLIP': { status: 409, vi: '“{abstract}” đang ở một phiếu trình khác chưa quyết định.' },
  'OUTGOING.SLIP_NEEDS_KEY': { status: 422, vi: 'Cần mở khóa ký để đồng ý với dự thảo.' },
  'OUTGOING.NOT_ON_SLIP': { status: 409, vi: 'Dự thảo này không ở trên phiếu trình, hoặc đã được quyết định.' },
  'OUTGOING.NOT_SIGNED': {
    status: 409,
    vi: 'Văn bản chưa có chữ ký hợp lệ của người có thẩm quyền nên chưa cấp số được (R-OUT-03).',
  },
  'OUTGOING.NO_SEAL_CERTIFICATE': { status: 409, vi: 'Cơ quan chưa có chứng thư còn hiệu lực để đóng dấu số.' },
  'OUTGOING.DATE_BEHIND': {
    status: 409,
    vi: 'Ngày văn bản không được sớm hơn ngày của số đã cấp trước đó ({lastDate}) (R-OUT-08).',
  },
  'OUTGOING.NUMBER_TAKEN': {
    status: 409,
    vi: 'Số, ký hiệu tiếp theo đã có trong năm ở một sổ khác của cơ quan; hãy xem lại cách chia sổ (R-OUT-05).',
  },
  'OUTGOING.ISSUER_TAKEN': {
    status: 409,
    vi: '“{issuer}” không dùng được trong ký hiệu của sổ riêng: {why}. Số, ký hiệu của hai sổ sẽ trùng nhau (R-OUT-05).',
  },
  'OUTGOING.NO_BODY_HEAD': {
    status: 422,
    vi: 'Chức vụ của người đứng đầu tổ chức tư vấn không có trong cơ quan vào ngày này.',
  },
  'OUTGOING.UNKNOWN_BODY': {
    status: 422,
    vi: 'Cơ quan không có tổ chức tư vấn này, hoặc tổ chức này chỉ ban hành văn bản giấy.',
  },
  'OUTGOING.APART_UNFINISHED': {
    status: 409,
    vi: 'Còn {count} văn bản của sổ này đang ký, chờ số hoặc chưa phát hành; hãy phát hành hoặc trả lại trước khi đóng sổ, đổi chữ viết tắt hay bỏ người đứng đầu.',
  },
  'OUTGOING.SERIES_CLOSED': { status: 409, vi: 'Sổ này đang đóng.' },
  'OUTGOING.OTHER_ROAD': { status: 409, vi: 'Văn bản này {roadVi}; việc vừa yêu cầu không thuộc cách ký đó.' },
  'OUTGOING.INK_DATE': { status: 422, vi: 'Ngày ký phải trong khoảng từ {from} đến {to}.' },
  'OUTGOING.WRONG_SIGNERS': { status: 422, vi: 'Người ký không đúng với loại văn bản: {why}.' },
  'OUTGOING.UNKNOWN_ATTACHMENT': { status: 404, vi: 'Văn bản không có tệp kèm theo này.' },
  'OUTGOING.ATTACHMENT_UNFIT': { status: 422, vi: 'Không nhận được tệp này: {why}.' },
  'OUTGOING.TOO_MANY_ATTACHMENTS': { status: 422, vi: 'Một văn bản có nhiều nhất {most} tệp kèm theo.' },
  'OUTGOING.SCAN_UNFIT': { status: 422, vi: 'Bản quét chưa đạt yêu cầu: {why} (R-IN-16).' },
  'OUTGOING.NO_SCAN': { status: 409, vi: 'Chưa có bản quét của văn bản giấy.' },
  'OUTGOING.ACTIVATION_NEEDED': { status: 422, vi: 'Cần mở khóa của cơ quan để đóng dấu số.' },
  'OUTGOING.STEP_OPEN': {
    status: 409,
    vi: 'Bước “{step}” chưa xong: còn chờ {names}, hạn {dueOn}. Hết hạn đó thì đi tiếp được.',
  },
  'OUTGOING.BUSY_JOB': { status: 409, vi: 'Văn bản đang được ký; hãy chờ kết quả.' },
  'OUTGOING.FROZEN': {
    status: 409,
    vi: 'Văn bản đã bị thu hồi ngày {date}; văn bản và dữ liệu của nó được đóng băng (R-REC-01).',
  },
  'OUTGOING.NOT_EQUIVALENT': {
    status: 422,
    vi: 'Sai nội dung thì sửa đổi, thay thế bằng văn bản có hình thức tương đương: văn bản cũ là {earlier}, văn bản này là {later} (R-ISS-05).',
  },
  'OUTGOING.ONLY_LETTER_CORRECTS': {
    status: 422,
    vi: 'Sai thể thức, kỹ thuật trình bày, thủ tục ban hành thì đính chính bằng công văn; văn bản này là {later} (R-ISS-06).',
  },
  'OUTGOING.NOT_ISSUED_HERE': { status: 422, vi: 'Văn bản được sửa phải là văn bản cơ quan này đã phát hành.' },
  'OUTGOING.SERIES_UNKNOWN': { status: 404, vi: 'Cơ quan không có sổ số này trong năm.' },
  'OUTGOING.SERIES_BEGUN': {
    status: 409,
    vi: 'Sổ số này đã mở, số cuối là {lastNumber}; mỗi sổ chỉ tiếp nối sổ cũ một lần, trước số đầu tiên.',
  },
  'OUTGOING.SERIES_RUNS': { status: 409, vi: 'Sổ số này đang hoạt động.' },
  'OUTGOING.SERIES_ENDED': {
    status: 409,
    vi: 'Sổ số này đã đóng hẳn: {reason}. Văn bản mới lấy số ở sổ của cơ quan kế tiếp.',
  },
  'OUTGOING.OPENING_DATE': { status: 422, vi: 'Ngày của số cuối phải trong năm {year} và không sau hôm nay.' },
  'OUTGOING.OUTAGE_UNDECLARED': {
    status: 422,
    vi: 'Hãy nhập các số đã cấp trên giấy theo thứ tự, hoặc xác nhận không cấp số nào; không làm cả hai.',
  },
  'OUTGOING.NUMBER_INSERTED': {
    status: 409,
    vi: 'Số {number} không chèn được: số tiếp theo của sổ là {next}. Nhập đủ các số đã cấp theo đúng thứ tự; văn bản bị sót thì cấp số mới, ghi ngày hôm nay.',
  },
  'OUTGOING.NOT_A_NUMBER': { status: 422, vi: 'Số, ký hiệu “{text}” không đúng: {why}' },
  'OUTGOING.OLD_BOOK_UNFIT': { status: 422, vi: 'Không đọc được sổ cũ: {why}.' },
  'OUTGOING.OLD_BOOK_PROBLEMS': {
    status: 422,
    vi: 'Sổ cũ có {count} dòng chưa nhập được, dòng {row}: {why}. Chưa dòng nào được nhập.',
  },
  'OUTGOING.BOOK_PERIOD': { status: 422, vi: 'Kỳ của sổ phải nằm trong một năm, từ ngày không sau đến ngày.' },
  'OUTGOING.BOOK_TOO_LONG': { status: 422, vi: 'Kỳ này có {lines} dòng; hãy chia thành quyển không quá {most} dòng.' },
  'OUTGOING.SERVED_ELECTRONICALLY': {
    status: 409,
    vi: '“{name}” đã nhận bản điện tử nên không gửi bản giấy; loại văn bản này không có trong danh mục gửi cả hai (R-ISS-04).',
  },
  'OUTGOING.NOT_A_RECIPIENT': { status: 422, vi: 'Có nơi nhận không thuộc văn bản này.' },
  'OUTGOING.NO_PAPER': { status: 409, vi: 'Văn bản không có nơi nhận bản giấy nào.' },
  'OUTGOING.UNKNOWN_CASE_FILE': { status: 404, vi: 'Hồ sơ {notation} không có văn bản đi nào trong kỳ.' },
  'OUTGOING.OPINION_DUE': { status: 422, vi: 'Hạn cho ý kiến phải từ ngày {from} trở đi.' },
  'OUTGOING.UNKNOWN_UNIT': { status: 422, vi: 'Đơn vị được hỏi ý kiến phải là đơn vị khác của cơ quan này.' },
  'OUTGOING.NOT_ASKED': { status: 403, vi: 'Chỉ thủ trưởng đơn vị được hỏi mới cho ý kiến này.' },
  'OUTGOING.OPINION_GIVEN': { status: 409, vi: 'Đơn vị đã cho ý kiến này.' },
  'OUTGOING.UNKNOWN_OPINION': { status: 404, vi: 'Dự thảo không có yêu cầu ý kiến này.' },
  'OUTGOING.ALREADY_INITIALLED': { status: 409, vi: 'Bạn đã ký nháy bản dự thảo này.' },
  'OUTGOING.SIGNER_DOES_NOT_INITIAL': { status: 409, vi: 'Người ký văn bản không ký nháy; hãy ký khi đến lượt.' },
  'OUTGOING.UNKNOWN_VERSION': { status: 404, vi: 'Dự thảo không có bản số {number}.' },
  'OUTGOING.NO_WORD_TEMPLATE': {
    status: 422,
    vi: 'Loại văn bản này chưa có mẫu Word; hãy soạn theo biểu mẫu trên màn hình.',
  },
  'OUTGOING.FILE_UNFIT': { status: 422, vi: 'Không nhận được tệp này: {why}.' },
  'OUTGOING.BROUGHT_INVALID': {
    status: 422,
    vi: 'Tệp có chữ ký số chưa hợp lệ nên chưa nhận: {why}. Hãy lấy bản gốc từ người ký, hoặc tải bản chưa ký lên để ký tại đây.',
  },
  'OUTGOING.BROUGHT_CLOSED': {
    status: 422,
    vi: 'Không đóng dấu và ghi số được vào tệp này: {why}. {adviceVi}',
  },
  'OUTGOING.NO_CONVERTER': {
    status: 422,
    vi: 'Máy chủ chưa có LibreOffice nên chưa nhận được tệp Word. Quản trị viên cài bằng lệnh: {command}. Trong khi chờ, hãy xuất tệp ra PDF rồi tải bản PDF lên.',
  },
  'OUTGOING.NO_WRITTEN_FILE': { status: 404, vi: 'Bản hiện tại của dự thảo không phải là tệp tải lên.' },
  'OUTGOING.ONLY_A_TEMPLATE': {
    status: 409,
    vi: 'Dự thảo mới có mẫu, chưa có nội dung: hãy tải tệp Word đã soạn xong lên hoặc soạn trên màn hình.',
  },
  'OUTGOING.FILE_DIFFERS': {
    status: 409,
    vi: 'Tệp chưa khớp với dữ liệu của văn bản: {why}. Hãy sửa tệp rồi tải lại, hoặc lấy dữ liệu theo tệp (Điều 8, Điều 12.2).',
  },
  'OUTGOING.PLACES_UNSETTLED': {
    status: 409,
    vi: 'Không tìm thấy trong tệp chỗ của: {names}. Hãy đặt các ô vào đúng vị trí rồi lưu.',
  },
  'OUTGOING.PLACES_WRONG': { status: 422, vi: 'Vị trí chưa đúng: {why}.' },
  'OUTGOING.PRINTED_YEAR': {
    status: 409,
    vi: 'Tệp in sẵn năm {printed}, ngày văn bản là {date}; hãy trả lại để người soạn để trống hoặc sửa năm (R-OUT-13).',
  },
  'OUTGOING.WRITTEN_IN_FILE': {
    status: 409,
    vi: 'Bản hiện tại là tệp “{name}” được tải lên; hãy tải chính tệp đó.',
  },
  'OUTGOING.UNREADABLE_FILE': { status: 422, vi: 'Không đọc được tệp. {why}' },
  'OUTGOING.SERIES_KEPT_APART': {
    status: 422,
    vi: 'Sổ {seriesCode} dành riêng (bản sao, văn bản mật, văn bản quy phạm pháp luật); văn bản hành chính vào sổ khác (R-OUT-09).',
  },
  'OUTGOING.COPY_DIRECTION': { status: 422, vi: 'Không được sao theo hướng này: {why}' },
  'OUTGOING.COPY_SOURCE': { status: 422, vi: 'Không được sao từ bản này: {why}' },
  'OUTGOING.COPY_ELECTRONIC': {
    status: 422,
    vi: 'Bản sao điện tử không lấy số ở đây: quét văn bản giấy rồi để cơ quan ký số (“Ký số bản sao y”).',
  },
  'OUTGOING.NOT_A_COPY_SIGNER': {
    status: 403,
    vi: 'Người này không được người đứng đầu giao ký bản sao vào hôm nay (R-CPY-05).',
  },
  'OUTGOING.KIND_IN_OTHER_SERIES': {
    status: 422,
    vi: 'Loại văn bản này không thuộc sổ “{name}” (R-OUT-09).',
  },
  'OUTGOING.SECRET_CONTENT': {
    status: 422,
    vi: 'Sổ văn bản mật ở đây chỉ ghi số, ngày, loại, người ký, nơi nhận; trích yếu và nội dung ghi theo pháp luật về bí mật nhà nước.',
  },
  'OUTGOING.ABSTRACT_NEEDED': { status: 422, vi: 'Hãy ghi trích yếu của văn bản.' },
  'OUTGOING.NOT_SIGNED_YET': { status: 409, vi: 'Chỉ cấp số cho văn bản đã được người có thẩm quyền ký (R-OUT-03).' },
  'OUTGOING.REFERENCE_TAKEN': {
    status: 409,
    vi: 'Hồ sơ “{reference}” đã được đề nghị với nội dung khác; hãy dùng mã hồ sơ khác hoặc hỏi kết quả của đề nghị trước.',
  },
  'OUTGOING.NOT_ISSUED_YET': { status: 409, vi: 'Văn bản chưa phát hành nên chưa có tệp.' },
  'OUTGOING.NO_JOB': { status: 409, vi: 'Không có việc ký nào còn dở.' },
} as const satisfies RefusalTable;
export const refuseOutgoing = refuser(outgoingRefusals);
