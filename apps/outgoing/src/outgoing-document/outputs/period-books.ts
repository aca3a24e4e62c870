import type { outgoing } from '@vanthu/contracts';
import {
  caseFilesOfPeriod,
  civilDate,
  civilDateOf,
  documentsOfCaseFile,
  outgoingHandlingByUnit,
  outgoingHandlingLines,
  printShortDate,
  printTime,
  type RegisterContent,
  type RegisterRow,
} from '@vanthu/decree30';
import type { FiledDocument } from '../case-files/case-file.store.js';
import { kindAndAbstract } from '../register/register-line.store.js';
import type { Handled } from './handling.store.js';

/** What all outputs of a period have in common. */
export type Frame = Omit<RegisterContent, 'book' | 'rows'>;

const date = (text: string): string => printShortDate(civilDate(text));
const counted = (documents: readonly Handled[], unit: string) => {
  const sum = (one: (document: Handled) => number) => String(documents.reduce((total, each) => total + one(each), 0));
  return {
    ...{ unit, total: String(documents.length) },
    issued: sum(({ issued_at }) => Number(issued_at !== null)),
    late: sum(({ late }) => Number(late)),
    unissued: sum(({ issued_at }) => Number(issued_at === null)),
    recalled: sum(({ recalled }) => Number(recalled)),
    sent: sum(({ sent }) => sent),
    received: sum(({ received }) => received),
    returned: sum(({ returned }) => returned),
  };
};

/** By unit, the agency last; behind it each document. */
export function handlingBooks(frame: Frame, documents: readonly Handled[]): RegisterContent[] {
  const units = [...new Set(documents.map(({ unit }) => unit))].sort((a, b) => a.localeCompare(b, 'vi'));
  const byUnit = units.map((unit) =>
    counted(
      documents.filter((one) => one.unit === unit),
      unit === '' ? 'Không thuộc đơn vị' : unit,
    ),
  );
  const rows = [...byUnit, counted(documents, 'Toàn cơ quan')];
  const lines = documents.map((one) => ({
    ...{ numberAndSymbol: one.number_and_symbol, documentDate: date(one.document_date) },
    ...{ kindAndAbstract: one.kind_and_abstract, unit: one.unit, signer: one.signer },
    issuedAt: one.issued_at === null ? '' : `${printTime(one.issued_at)} ${printShortDate(civilDateOf(one.issued_at))}`,
    progress: progressOf(one),
  }));
  return [
    { ...frame, book: outgoingHandlingByUnit, rows },
    { ...frame, book: outgoingHandlingLines, rows: lines },
  ] as RegisterContent[];
}

function progressOf({ issued_at, late, recalled, sent, received, returned }: Handled): string {
  if (issued_at === null) return 'Chưa phát hành';
  const parts = [
    late ? 'phát hành, gửi quá hạn' : 'phát hành đúng hạn',
    ...(sent > 0 ? [`gửi ${sent} cơ quan, ${received} đã vào sổ`] : []),
    ...(returned > 0 ? [`${returned} từ chối`] : []),
    ...(recalled ? ['đã thu hồi'] : []),
  ];
  return parts.join('; ');
}

/** Pages run through the case file: from the first page of the document to its last. */
export function documentsBook(frame: Frame, caseFile: string, documents: readonly FiledDocument[]): RegisterContent {
  let page = 0;
  const rows = documents.map((one): RegisterRow => {
    const first = page + 1;
    page += one.pages;
    return {
      ...{
        ordinal: String(one.ordinal),
        numberAndSymbol: one.number_and_symbol,
        documentDate: date(one.document_date),
      },
      ...{ kindAndAbstract: kindAndAbstract(one.kind, one.abstract), author: one.agency_name },
      ...{ pages: first === page ? String(first) : `${first}-${page}`, remarks: one.recalled ? 'Đã thu hồi' : '' },
    };
  });
  const book = { ...documentsOfCaseFile, titleVi: `${documentsOfCaseFile.titleVi} HỒ SƠ ${caseFile}` };
  return { ...frame, book, rows } as RegisterContent;
}

export function caseFilesBook(frame: Frame, caseFiles: readonly outgoing.CaseFile[]): RegisterContent {
  const rows = caseFiles.map((one, index) => ({
    ...{ ordinal: String(index + 1), notation: one.notation, title: one.title, retention: one.retention },
    time: one.from === one.to ? date(one.from) : `${date(one.from)} - ${date(one.to)}`,
    ...{ pages: String(one.pages), remarks: `${one.documents} văn bản` },
  }));
  return { ...frame, book: caseFilesOfPeriod, rows };
}
