import type { DocumentContent, Paragraph } from './document-content.js';
import type { DocumentFonts } from './fonts.js';
import { formCharacters } from './form.js';
import { capitals, cleanAll } from './text.js';

/** Why this content cannot be printed: sentences for people; empty when it can. `layOutDocument` throws the same. */
export function contentProblems(given: DocumentContent, fonts: DocumentFonts): string[] {
  const content = cleanAll(given);
  const problems: string[] = [];
  const needed = (text: string | undefined, what: string) => {
    if (!text) problems.push(`Thiếu ${what}.`);
  };
  needed([content.agencyName].flat()[0], 'tên cơ quan, tổ chức ban hành');
  needed(content.place, 'địa danh');
  needed(content.abstract, 'trích yếu nội dung');
  needed(content.recipients[0], 'nơi nhận');
  if (!/^\p{Lu}[\p{L}\d&.]*(-[\p{L}\d&.]+)*$/u.test(content.symbol))
    problems.push('Ký hiệu văn bản không đúng thể thức.');
  if (content.signers.length === 0) problems.push('Thiếu người ký.');
  for (const signer of content.signers) {
    needed(signer.name, 'họ tên người ký');
    needed(signer.capacityLines[0], 'quyền hạn, chức vụ của người ký');
  }
  if (content.kind === 'quyet-dinh') {
    needed(content.authorityLine, 'thẩm quyền ban hành');
    needed(content.articles[0] && 'có', 'các điều của quyết định');
    content.articles.forEach((article, index) => {
      needed(article.title || textOf(article.paragraphs[0]), `nội dung Điều ${index + 1}`);
    });
  } else {
    needed(content.addressees[0], 'nơi kính gửi');
    needed(textOf(content.paragraphs[0]), 'nội dung công văn');
  }
  const text = stringsOf(content).join('') + formCharacters;
  const printed = text + capitals(text);
  const unprintable = [...new Set(Object.values(fonts).flatMap((font) => font.missing(printed)))];
  if (unprintable.length > 0) {
    const list = unprintable.map((character) => `“${character}” (U+${hex(character)})`).join(', ');
    problems.push(`Phông chữ không có ký tự: ${list}.`);
  }
  return problems;
}

const textOf = (paragraph: Paragraph | undefined): string =>
  typeof paragraph === 'string' ? paragraph : (paragraph?.text ?? '');

const hex = (character: string): string => (character.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');

function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(stringsOf);
}
