import { composeRecipients, type DocumentContent, layOutDocument, layOutWord, loadTinos } from '@vanthu/decree30';

/** A finished decision of the commune, as an official brings it back from Word. */
export const finishedDecision = (own: Partial<DocumentContent> = {}): DocumentContent =>
  ({
    kind: 'quyet-dinh',
    superiorName: null,
    agencyName: ['ỦY BAN NHÂN DÂN', 'XÃ CHÂU MINH'],
    symbol: 'QĐ-UBND',
    place: 'Châu Minh',
    abstract: 'Về việc thành lập Tổ công tác chuyển đổi số',
    signers: [
      { capacityLines: ['TM. ỦY BAN NHÂN DÂN', 'KT. CHỦ TỊCH', 'PHÓ CHỦ TỊCH'], name: 'Trần Văn Bình', sealed: true },
    ],
    recipients: composeRecipients({
      ...{ kind: 'quyet-dinh', asArticle: 3, addressed: false, draftingUnit: 'VHXH' },
      recipients: ['Các thành viên Tổ công tác'],
    }),
    urgency: 'normal',
    authorityLine: 'Ủy ban nhân dân xã Châu Minh',
    legalBases: ['Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025;'],
    proposal: 'Theo đề nghị của Trưởng phòng Văn hóa - Xã hội.',
    articles: [
      { paragraphs: ['Thành lập Tổ công tác chuyển đổi số của xã gồm các ông, bà có tên sau.'] },
      { paragraphs: ['Quyết định này có hiệu lực kể từ ngày ký.'] },
      { paragraphs: ['Các đơn vị liên quan chịu trách nhiệm thi hành Quyết định này.'] },
    ],
    ...own,
  }) as DocumentContent;

export const inWord = async (own: Partial<DocumentContent> = {}): Promise<Uint8Array> =>
  layOutWord(finishedDecision(own), await loadTinos());

/** As a PDF without any field: printed for the pen, with room for number and date. */
export async function inPdf(own: Partial<DocumentContent> = {}, written: { number?: string; date?: string } = {}) {
  const { number = null, date = null } = written;
  const options = { createdAt: new Date('2025-03-05T00:00:00Z'), sealMm: 36, paper: { number, date } };
  return (await layOutDocument(finishedDecision(own), await loadTinos(), options)).pdf;
}
