import type { outgoing } from '@vanthu/contracts';
import type { KindCode } from '@vanthu/decree30';
import type { Seeded } from '../seeded.js';
import { fillers, type Topic } from './topics.js';

type Body = outgoing.DraftBody;
type Block = outgoing.BodyBlock;

const LAWS = [
  'Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;',
  'Căn cứ Luật sửa đổi, bổ sung một số điều của Luật Tổ chức Chính phủ và Luật Tổ chức chính quyền địa phương ngày 22 tháng 11 năm 2019;',
];

const capital = (text: string) => text.charAt(0).toLocaleUpperCase('vi') + text.slice(1);

/** Trích yếu: a công văn has its words alone, all other kinds begin with "Về việc" or name the matter. */
export function abstractOf(kind: KindCode, { subject }: Topic): string {
  if (kind === 'cong-van') return subject;
  if (kind !== 'quyet-dinh') return capital(subject);
  if (subject.startsWith('kế hoạch')) return `Về việc ban hành ${capital(subject)}`;
  return acting.test(subject) ? `Về việc ${subject}` : `Về việc tổ chức thực hiện ${subject}`;
}

/** Matters that are an act already. */
const acting =
  /^(tặng|giao|cho phép|bổ sung|công nhận|công bố|phê duyệt|cấp|nâng|kiểm|tuyển|tổ chức|tiêm|thực hiện|đánh giá|rà soát|giải quyết|trợ cấp|duy tu|nạo vét)/u;

/** The body's sentences: the matter, the request, and as many more as make it `length` paragraphs. */
export function paragraphsOf(topic: Topic, seeded: Seeded, length: number): string[] {
  const more = seeded.shuffled(fillers);
  const rest = Array.from({ length: Math.max(0, length - 2) }, (_, i) => more[i % more.length] as string);
  return [topic.situation, topic.request, ...rest];
}

export interface BodyInput {
  readonly kind: KindCode;
  readonly topic: Topic;
  readonly seeded: Seeded;
  readonly agencyName: string;
  readonly unitTitle: string;
  readonly addressees: readonly string[];
  /** `dd/mm/yyyy` of the meeting or event. */
  readonly day: string;
  readonly chair: string;
  readonly secretary: string;
}

/** What the drafter writes for a kind (Annex III part II). */
export function composeBody(input: BodyInput): Body {
  const { kind, topic, seeded } = input;
  switch (kind) {
    case 'quyet-dinh':
      return decision(input);
    case 'cong-van':
      return {
        form: 'letter',
        addressees: [...input.addressees],
        paragraphs: paragraphsOf(topic, seeded, seeded.int(2, 5)),
      };
    case 'giay-moi':
      return {
        form: 'invitation',
        guests: [...input.addressees],
        event: `Họp bàn về ${topic.subject}`,
        chair: input.chair,
        time: `08 giờ 00 phút, ngày ${input.day}`,
        place: 'Phòng họp số 2, trụ sở Ủy ban nhân dân huyện',
        notes: [topic.request],
      };
    case 'bien-ban':
      return {
        form: 'minutes',
        startedAt: `14 giờ 00 phút, ngày ${input.day}`,
        place: 'Phòng họp số 1, trụ sở Ủy ban nhân dân huyện',
        participants: ['Lãnh đạo Ủy ban nhân dân huyện', 'Đại diện các phòng chuyên môn', ...input.addressees],
        chair: input.chair,
        secretary: input.secretary,
        blocks: [
          { type: 'paragraph', text: `Cuộc họp bàn về ${topic.subject}.` },
          { type: 'paragraph', text: topic.situation },
          { type: 'paragraph', text: `Chủ tọa kết luận: ${topic.request}` },
        ],
        endedAt: `16 giờ 30 phút, ngày ${input.day}`,
      };
    default:
      return {
        form: 'general',
        addressees:
          kind === 'to-trinh' || (kind === 'bao-cao' && input.addressees.length > 0) ? [...input.addressees] : [],
        legalBases: kind === 'ke-hoach' || kind === 'to-trinh' ? [LAWS[0] as string] : [],
        blocks: generalBlocks(input),
      };
  }
}

function decision({ topic, seeded, unitTitle, agencyName }: BodyInput): Body {
  const articles = [
    [capital(`Ban hành nội dung về ${topic.subject}. ${topic.situation}`)],
    [topic.request, ...(seeded.chance(0.3) ? [seeded.pick(fillers)] : [])],
    [
      `Quyết định này có hiệu lực kể từ ngày ký. Chánh Văn phòng, ${unitTitle} và các tổ chức, cá nhân có liên quan thuộc ${agencyName} chịu trách nhiệm thi hành Quyết định này.`,
    ],
  ];
  return {
    form: 'decision',
    legalBases: [...LAWS],
    proposal: `Theo đề nghị của ${unitTitle}.`,
    articles: articles.map((paragraphs) => ({ paragraphs })),
  };
}

function generalBlocks({ kind, topic, seeded }: BodyInput): Block[] {
  const text = (words: string): Block => ({ type: 'paragraph', text: words });
  const roman = (title: string): Block => ({ type: 'division', level: 'roman', title });
  const clause = (words: string): Block => ({ type: 'division', level: 'clause', text: words });
  if (kind === 'thong-bao' || kind === 'to-trinh') return paragraphsOf(topic, seeded, 3).map(text);
  const rows = Array.from({ length: seeded.int(3, 8) }, (_, i) => [
    String(i + 1),
    seeded.pick(fillers).split(/[,;]/u)[0] as string,
    String(seeded.int(2, 180)),
  ]);
  const table: Block = { type: 'table', header: ['STT', 'Nội dung', 'Số lượng'], rows };
  const [first, second] = kind === 'ke-hoach' ? ['Mục đích, yêu cầu', 'Nội dung thực hiện'] : ['Tình hình', 'Kết quả'];
  return [
    roman(first as string),
    clause(topic.situation),
    clause(seeded.pick(fillers)),
    roman(second as string),
    text(topic.request),
    ...(seeded.chance(0.6) ? [table] : []),
    roman('Tổ chức thực hiện'),
    text(seeded.pick(fillers)),
  ];
}
