import { instantOf, parseCivilDate } from '@vanthu/decree30';

export interface Meeting {
  readonly startsAt: string;
  readonly place: string;
}

const hour = /(\d{1,2})\s*(?:giờ|h|g|:)\s*(\d{2})?(?!\d)/iu;
const day = /(\d{1,2})\s*(?:\/|-|tháng\s)\s*(\d{1,2})\s*(?:\/|-|năm\s)\s*(\d{4})/iu;
const time = /thời\s+gian(?:\s+(?:họp|bắt đầu|tổ chức))?\s*:\s*(.{5,140})/iu;
/** Up to the next label, the next item or the end of the sentence. */
const place =
  /địa\s+điểm(?:\s+(?:họp|tổ chức))?\s*:\s*(.{3,200}?)\s*(?=[;]|\.(?:\s|$)|\s[-–+]\s|\s\d{1,2}[.)]\s|\s(?:Thành phần|Chủ trì|Nội dung|Thời gian|Đề nghị|Rất mong|Kính mong|Trân trọng|Nơi nhận)|$)/iu;
/** When and where an invitation calls to, by the labels that forms and habit give it; null when either is missing. */
export function meetingOf(text: string): Meeting | null {
  const plain = text.normalize('NFC').replace(/\s+/gu, ' ');
  const said = time.exec(plain)?.[1] ?? '';
  const [, hours = '', minutes = '00'] = hour.exec(said) ?? [];
  const [, date = '', month = '', year = ''] = day.exec(said) ?? [];
  const where = place
    .exec(plain)?.[1]
    ?.trim()
    .replace(/[.,;]+$/u, '');
  const on = parseCivilDate(`${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`);
  if (on === null || !where || hours === '' || Number(hours) > 23 || Number(minutes) > 59) return null;
  const startsAt = instantOf(on, Number(hours), Number(minutes));
  return { startsAt: startsAt.toISOString(), place: where.slice(0, 200) };
}
