import { formOfKind } from '../vocabulary/form-of-kind.js';
import { kindByCode } from '../vocabulary/kinds.js';
import { type BodyItem, divisionLevels, isDivision, isTable } from './body-content.js';
import type { Annex, DocumentContent } from './document-content.js';
import type { DocumentFonts } from './fonts.js';
import { formCharacters } from './form.js';
import { capitals, cleanAll } from './text.js';

type Needed = (text: string | null | undefined, what: string) => void;

/** Why this content cannot be printed: sentences for people; empty when it can. `layOutDocument` throws the same. */
export function contentProblems(given: DocumentContent, fonts: DocumentFonts): string[] {
  const content = cleanAll(given);
  const problems: string[] = [];
  const needed: Needed = (text, what) => {
    if (!text) problems.push(`Thiếu ${what}.`);
  };
  needed([content.agencyName].flat()[0], 'tên cơ quan, tổ chức ban hành');
  if (content.kind !== 'bien-ban') needed(content.place, 'địa danh');
  needed(content.abstract, 'trích yếu nội dung');
  needed(content.recipients[0], 'nơi nhận');
  if (!/^\p{Lu}[\p{L}\d&.]*(-[\p{L}\d&.]+)*$/u.test(content.symbol))
    problems.push('Ký hiệu văn bản không đúng thể thức.');
  const least = content.kind === 'bien-ban' ? 2 : 1;
  if (content.signers.length < least)
    problems.push(least === 2 ? 'Biên bản cần thư ký và chủ tọa ký.' : 'Thiếu người ký.');
  for (const signer of content.signers) {
    needed(signer.name, 'họ tên người ký');
    needed(signer.capacityLines[0], 'quyền hạn, chức vụ của người ký');
  }
  checkForm(content, needed);
  for (const annex of content.annexes ?? []) checkAnnex(annex, needed);
  return [...problems, ...itemProblems(content), ...glyphProblems(content, fonts)];
}

/** What a separate attachment lacks; the same for annexes in the file. */
export function annexProblems(given: Annex, fonts: DocumentFonts): string[] {
  const annex = cleanAll(given);
  const problems: string[] = [];
  checkAnnex(annex, (text, what) => {
    if (!text) problems.push(`Thiếu ${what}.`);
  });
  return [...problems, ...itemProblems(annex), ...glyphProblems(annex, fonts)];
}

function checkAnnex(annex: Annex, needed: Needed): void {
  needed(annex.title, 'tiêu đề phụ lục');
  needed(textOf(annex.body[0]), `nội dung phụ lục “${annex.title}”`);
}

function checkForm(content: DocumentContent, needed: Needed): void {
  const name = kindByCode(content.kind).nameVi.toLocaleLowerCase('vi');
  const body = (items: readonly BodyItem[]) => needed(textOf(items[0]), `nội dung ${name}`);
  switch (content.kind) {
    case 'quyet-dinh':
    case 'nghi-quyet':
      needed(content.authorityLine, 'thẩm quyền ban hành');
      needed(content.articles[0] && 'có', `các điều của ${name}`);
      content.articles.forEach((article, index) => {
        needed(article.title || textOf(article.paragraphs[0]), `nội dung Điều ${index + 1}`);
      });
      return;
    case 'cong-van':
      needed(content.addressees[0], 'nơi kính gửi');
      body(content.paragraphs);
      return;
    case 'cong-dien':
      needed(content.sender, 'cơ quan, người phát điện');
      needed(content.addressees[0], 'nơi nhận điện');
      body(content.body);
      return;
    case 'giay-moi':
      needed(content.inviter, 'cơ quan, tổ chức mời');
      needed(content.guests[0], 'người được mời');
      needed(content.event, 'nội dung được mời');
      needed(content.time, 'thời gian');
      needed(content.venue, 'địa điểm');
      return;
    case 'giay-gioi-thieu':
      needed(content.introducer, 'cơ quan, tổ chức giới thiệu');
      needed(content.person, 'họ tên người được giới thiệu');
      needed(content.sentTo, 'nơi được cử đến');
      needed(content.purpose, 'mục đích giới thiệu');
      return;
    case 'bien-ban':
      needed(content.startedAt, 'thời gian bắt đầu');
      needed(content.venue, 'địa điểm');
      needed(content.participants[0], 'thành phần tham dự');
      needed(content.chair, 'chủ tọa');
      needed(content.secretary, 'thư ký');
      needed(content.endedAt, 'thời gian kết thúc');
      body(content.body);
      return;
    case 'giay-nghi-phep':
      needed(content.grantor, 'cơ quan, tổ chức cho nghỉ phép');
      needed(content.person, 'họ tên người nghỉ phép');
      needed(content.duration, 'thời gian nghỉ phép');
      needed(content.leavePlace, 'nơi nghỉ phép');
      return;
    default:
      if (formOfKind(content.kind).addressed === 'always') needed(content.addressees?.[0], 'nơi kính gửi');
      body(content.body);
  }
}

function textOf(item: BodyItem | undefined): string {
  if (item === undefined || typeof item === 'string') return item ?? '';
  if (isTable(item)) return item.columns.map((column) => column.heading).join('');
  if (isDivision(item)) return item.title || item.text || '';
  return item.text;
}

/** Divisions without words, and rows with more cells than the table has columns, wherever they stand. */
function itemProblems(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  const item = value as BodyItem;
  if (isDivision(item)) {
    const name = divisionLevels.find(({ level }) => level === item.level)?.nameVi ?? item.level;
    return item.title || item.text ? [] : [`${name} không có tiêu đề và nội dung.`];
  }
  if (isTable(item)) {
    const cells = item.rows.map((row) => ('cells' in row ? row.cells : row).length);
    const row = cells.findIndex((count) => count > item.columns.length);
    return row < 0 ? [] : [`Dòng ${row + 1} của bảng có ${cells[row]} ô, bảng có ${item.columns.length} cột.`];
  }
  return Object.values(value).flatMap(itemProblems);
}

function glyphProblems(content: unknown, fonts: DocumentFonts): string[] {
  const text = stringsOf(content).join('') + formCharacters;
  const letters = [...new Set(text)].join('');
  const printed = letters + capitals(letters);
  const unprintable = [...new Set(Object.values(fonts).flatMap((font) => font.missing(printed)))];
  if (unprintable.length === 0) return [];
  const list = unprintable.map((character) => `“${character}” (U+${hex(character)})`).join(', ');
  return [`Phông chữ không có ký tự: ${list}.`];
}

const hex = (character: string): string => (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsOf);
}
