import type { ReadField } from '../fields/document-fields.js';
import type { DocumentText } from '../text.js';
import { checkAnnexes } from './annex-checks.js';
import { bodyRows, checkBody } from './body-checks.js';
import { checkClosing } from './closing-checks.js';
import { checkNames, checkNumberAndDate } from './head-checks.js';
import { type Inspected, inspect } from './inspected.js';
import type { Component, ComponentName, LayoutReport, Violation } from './layout-report.js';
import { checkPageNumbers } from './page-number-checks.js';
import { checkFonts, checkSheets, oncePerCode } from './sheet-checks.js';
import { checkTitle } from './title-checks.js';

/**
 * Holds a document against Annex I: which components of Art. 8 are there, and what is not as it should be, each with page,
 * place, article and how to mend it. Distances are checked where the text is measured (PDF); of a DOCX styles, declared
 * margins and words. Pages without text (scans) are not checked: the report says that every component is missing.
 */
export function checkLayout(text: DocumentText): LayoutReport {
  const inspected = inspect(text);
  const checks = [
    checkSheets,
    checkFonts,
    checkPageNumbers,
    checkNames,
    checkNumberAndDate,
    checkTitle,
    checkBody,
    checkClosing,
    checkAnnexes,
  ];
  const violations = oncePerCode(checks.flatMap((check) => check(inspected)));
  return {
    source: text.source,
    positions: text.positions,
    pages: text.pages.length,
    fields: inspected.fields,
    components: componentsOf(inspected),
    violations: violations.toSorted(inReadingOrder),
  };
}

const inReadingOrder = (a: Violation, b: Violation): number => a.page - b.page || (a.rect?.y ?? -1) - (b.rect?.y ?? -1);

const names: Record<ComponentName, string> = {
  nation: 'Quốc hiệu và Tiêu ngữ',
  agency: 'Tên cơ quan, tổ chức ban hành',
  number: 'Số, ký hiệu',
  date: 'Địa danh và thời gian ban hành',
  kind: 'Tên loại',
  abstract: 'Trích yếu nội dung',
  body: 'Nội dung',
  signer: 'Chức vụ, họ tên người có thẩm quyền',
  recipients: 'Nơi nhận',
};

/** Art. 8.2; seal and signatures are not text. */
function componentsOf(inspected: Inspected): Component[] {
  const { fields, head } = inspected;
  const read = (field: ReadField<unknown> | null) => field;
  const line = (row: { page: number; rect: NonNullable<Component['rect']> } | null | undefined) => row ?? null;
  const places = {
    nation: line(head.nation),
    agency: read(fields.agency),
    number: read(fields.symbol),
    date: line(head.dateRow),
    kind: read(fields.kind),
    abstract: read(fields.abstract),
    body: line(bodyRows(inspected)[0]),
    signer: read(fields.signer),
    recipients: read(fields.recipients),
  };
  return (Object.keys(names) as ComponentName[]).map((name) => {
    const place = places[name];
    return {
      name,
      nameVi: names[name],
      isPresent: place !== null,
      page: place?.page ?? null,
      rect: place?.rect ?? null,
    };
  });
}
