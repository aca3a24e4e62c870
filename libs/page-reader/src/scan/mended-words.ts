import { kinds } from '@vanthu/decree30';
import type { Word } from '../text.js';
import { fold, isCapitals } from '../words-of-the-field.js';

/**
 * Words that stand on nearly every document, in the parts that fields are read from: names of agencies, offices and kinds. A
 * recogniser that knows no document loses their marks ("CHU TỊCH"); one word alone is left as it was seen, it may be another.
 */
const phrases = `
cộng hòa xã hội chủ nghĩa việt nam|độc lập|tự do|hạnh phúc|ủy ban nhân dân|hội đồng nhân dân|thường trực|chủ tịch|phó chủ tịch|bí thư
giám đốc|phó giám đốc|tổng giám đốc|bộ trưởng|thứ trưởng|thủ tướng|phó thủ tướng|cục trưởng|phó cục trưởng|chi cục|chi cục trưởng
vụ trưởng|viện trưởng|hiệu trưởng|phó hiệu trưởng|trưởng phòng|phó trưởng phòng|chánh văn phòng|phó chánh văn phòng|chánh thanh tra
trưởng ban|phó trưởng ban|tổng cục|văn phòng|chính phủ|quốc hội|nhà nước|đại biểu|khóa họp|ủy viên|trung ương|thành phố|thị xã|thị trấn
tài chính|nội vụ|tư pháp|công thương|xây dựng|ngoại giao|quốc phòng|công an|thanh tra|giáo dục và đào tạo|khoa học và công nghệ
nông nghiệp và môi trường|văn hóa|thể thao và du lịch|dân tộc và tôn giáo|kinh tế|hạ tầng và đô thị|phòng kinh tế|văn hóa xã hội
trung tâm|phục vụ hành chính công|trường trung học cơ sở|trung học phổ thông|trường tiểu học|trường mầm non|đại học|bệnh viện
công ty|tổng công ty|điện lực|hải quan|kho bạc nhà nước|bảo hiểm xã hội|ngân hàng|tòa án nhân dân|viện kiểm sát nhân dân
cổng thông tin điện tử|phát thanh, truyền hình|cơ quan|đơn vị|trực thuộc|nơi nhận|kính gửi|như trên|căn cứ|danh mục|hồ sơ|về việc
hà nội|hồ chí minh|đà nẵng|hải phòng|cần thơ|tuyên quang|cao bằng|lai châu|lào cai|thái nguyên|điện biên|lạng sơn|sơn la|phú thọ
bắc ninh|quảng ninh|hưng yên|ninh bình|thanh hóa|nghệ an|hà tĩnh|quảng trị|quảng ngãi|gia lai|đắk lắk|khánh hòa|lâm đồng|đồng nai
tây ninh|vĩnh long|đồng tháp|cà mau|an giang`;

const known = [...phrases.trim().split(/[|\n]/), ...kinds.map(({ nameVi }) => nameVi.toLocaleLowerCase('vi'))]
  .map((phrase) => phrase.split(' '))
  .filter((words) => words.length > 1)
  .toSorted((a, b) => b.length - a.length);
/** The same words, those of the field with the marks that they are written with. */
export function mendedWords<W extends Pick<Word, 'text'>>(words: readonly W[]): W[] {
  const mended = [...words];
  for (let at = 0; at < words.length; ) {
    const phrase = known.find((one) => isAt(words, at, one));
    phrase?.forEach((right, index) => {
      const word = words[at + index] as W;
      mended[at + index] = { ...word, text: likeThat(word.text, right) };
    });
    at += phrase?.length ?? 1;
  }
  return mended;
}

const bare = (text: string): string => fold(text).replace(/^[("“'‘]+|[)"”'’.,;:]+$/g, '');

const isAt = (words: readonly Pick<Word, 'text'>[], at: number, phrase: readonly string[]): boolean =>
  phrase.every((right, index) => bare(words[at + index]?.text ?? '') === bare(right));

/** In capitals or with a capital as it was seen, and with its signs. */
function likeThat(seen: string, right: string): string {
  const letters = [...right.replace(/,$/, '')];
  const [first = '', ...rest] = letters;
  const start = seen.search(/\p{L}/u);
  const end = start + letters.length;
  if (start < 0 || [...seen].length < end) return seen;
  const body = [...seen].slice(start, end).join('');
  const written = isCapitals(body)
    ? letters.join('').toLocaleUpperCase('vi')
    : isCapitals([...seen][start] ?? '')
      ? first.toLocaleUpperCase('vi') + rest.join('')
      : letters.join('');
  return [...seen].slice(0, start).join('') + written + [...seen].slice(end).join('');
}
