import { type DocumentContent, type DocumentFonts, type DocumentHead, layOutDocument } from '@vanthu/decree30';
import type { AgencySeed } from '../district/agencies.js';
import type { LetterPlan } from '../plan/plan.js';

const BASIS = 'Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;';

/** The page of a letter before anybody signs it, laid out by Annex I as its sender's office does. */
export async function letterPdf(letter: LetterPlan, sender: AgencySeed, fonts: DocumentFonts): Promise<Uint8Array> {
  const createdAt = new Date(`${letter.documentDate}T01:00:00Z`);
  const options = { createdAt, sealMm: sender.sealMm, numberDigits: 5 };
  return (await layOutDocument(contentOf(letter, sender), fonts, options)).pdf;
}

function contentOf(letter: LetterPlan, sender: AgencySeed): DocumentContent {
  const { kind, addressee } = letter;
  const [first = '', ...rest] = letter.paragraphs;
  const head = headOf(letter, sender);
  switch (kind) {
    case 'quyet-dinh':
    case 'nghi-quyet':
      return {
        ...head,
        kind,
        authorityLine: sender.collective ? sender.name : `${sender.headTitle} ${sender.name}`,
        legalBases: [BASIS],
        proposal: null,
        articles: [{ paragraphs: [first] }, ...rest.map((text) => ({ paragraphs: [text] }))],
      };
    case 'cong-van':
      return { ...head, kind, addressees: [addressee], paragraphs: [first, ...rest] };
    case 'cong-dien':
      return { ...head, kind, sender: sender.name, addressees: [addressee], body: [first, ...rest] };
    case 'giay-moi':
      return {
        ...head,
        kind,
        inviter: sender.name,
        guests: [addressee],
        event: letter.abstract,
        time: '08 giờ 00 phút, theo lịch gửi kèm',
        venue: `Trụ sở ${sender.name}`,
        body: [first, ...rest],
      };
    case 'bien-ban':
    case 'giay-gioi-thieu':
    case 'giay-nghi-phep':
      throw new Error(`${letter.key}: no agency outside sends a ${kind}`);
    default:
      return { ...head, kind, addressees: kind === 'to-trinh' ? [addressee] : [], body: [first, ...rest] };
  }
}

function headOf(letter: LetterPlan, sender: AgencySeed): DocumentHead {
  const { signer, kind } = letter;
  const capacityLines =
    signer.level === 'head' ? [sender.headTitle] : [`KT. ${sender.headTitle}`, signer.title.toLocaleUpperCase('vi')];
  return {
    superiorName: sender.superiorName,
    agencyName: [...sender.printedName],
    symbol: letter.symbol,
    place: sender.place,
    abstract: letter.abstract,
    signers: [
      {
        capacityLines: sender.collective ? ['TM. ỦY BAN NHÂN DÂN', ...capacityLines] : capacityLines,
        name: signer.fullName,
      },
    ],
    recipients: [kind === 'quyet-dinh' ? '- Như Điều cuối;' : '- Như trên;', '- Lưu: VT.'],
    urgency: letter.urgency,
  };
}
