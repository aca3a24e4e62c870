export {
  addDays,
  type CivilDate,
  civilDate,
  civilDateOf,
  dayOf,
  endOfDay,
  instantOf,
  monthOf,
  parseCivilDate,
  parsePrintedDate,
  placeAndDateLine,
  printDate,
  printShortDate,
  printTime,
  weekdayOf,
  yearOf,
} from './dates/civil-date.js';
export {
  endOfMorning,
  type IncomingDeadlines,
  incomingDeadlines,
  type OutgoingDeadlines,
  outgoingDeadlines,
} from './dates/deadlines.js';
export {
  type ReportingPeriod,
  type ReportingPeriodKind,
  reportingPeriodOn,
  reportingPeriodsOf,
} from './dates/reporting-periods.js';
export { vietnamCalendar } from './dates/vietnam-calendar.js';
export {
  addWorkingDays,
  covers,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  type WorkingCalendar,
  workingCalendar,
  workingDaysBetween,
} from './dates/working-days.js';
export { checkFlow, type FlowStaff } from './flows/check-flow.js';
export {
  closestFlow,
  consults,
  type Flow,
  type FlowAct,
  type FlowFacts,
  type FlowStep,
  flowActs,
  flowFit,
  pathOf,
  stepAfter,
} from './flows/flow.js';
export { roleVi } from './flows/flow-fault.js';
export { usualDraftFlow } from './flows/usual-draft-flow.js';
export {
  type BodyItem,
  type Division,
  type DivisionLevel,
  divisionLevels,
  type Paragraph,
  type Table,
  type TableColumn,
  type TableRow,
} from './layout/body-content.js';
export { contentProblems } from './layout/check-content.js';
export type {
  Annex,
  Article,
  AttachmentContent,
  DecisionContent,
  DocumentContent,
  DocumentHead,
  GeneralContent,
  GeneralKind,
  IntroductionContent,
  InvitationContent,
  LeaveContent,
  LetterContent,
  MinutesContent,
  Signer,
  TelegramContent,
} from './layout/document-content.js';
export { type DocumentFonts, type Face, type FontBytes, loadTinos, readFonts, Typeface } from './layout/fonts.js';
export { desktopFieldNames, formCharacters, formFonts, lockedBy } from './layout/form.js';
export { layOutAttachment } from './layout/lay-out-attachment.js';
export { layOutDocument } from './layout/lay-out-document.js';
export { layOutEnvelopes } from './layout/lay-out-envelopes.js';
export { layOutRegister, type RegisterContent } from './layout/lay-out-register.js';
export { layOutReport, type ReportContent } from './layout/lay-out-report.js';
export {
  type BoxName,
  type LayoutBox,
  LayoutError,
  type LayoutField,
  type LayoutOptions,
  type LayoutResult,
  type PaperCopy,
  type RectMm,
} from './layout/layout-result.js';
export { printable, unprintable } from './layout/printable.js';
export { sealGeometry, sealOverlap, sealRect, signatureBox } from './layout/seal-geometry.js';
export { annexI } from './layout/style.js';
export { type TextMark, textMark } from './layout/text-mark.js';
export { isRuleRefusal, type RuleRefusal } from './refusal.js';
export { checkCopy } from './registers/copies.js';
export {
  caseFilesOfPeriod,
  documentsOfCaseFile,
  incomingHandlingByUnit,
  incomingHandlingLines,
  outgoingHandlingByUnit,
  outgoingHandlingLines,
  signingBatchSheet,
} from './registers/period-outputs.js';
export { checkRecipients, composeRecipients, type RecipientsInput } from './registers/recipients.js';
export {
  arrivalStamp,
  followUpBook,
  type IncomingRegisterRow,
  incomingRegister,
  type OutgoingRegisterRow,
  outgoingRegister,
  type RegisterBook,
  type RegisterColumn,
  type RegisterRow,
} from './registers/register-columns.js';
export { registerCsv } from './registers/register-csv.js';
export { registerSheet } from './registers/register-sheet.js';
export { findBlankRoom, type GreyPicture } from './scans/blank-room.js';
export { markPrintout } from './scans/mark-printout.js';
export { readScan } from './scans/read-scan.js';
export { scanProblem } from './scans/scan-rules.js';
export { stampArrival } from './scans/stamp-arrival.js';
export type { AuthorityFacts, AuthorityRule, PositionLevel } from './signing/authority.js';
export { type Capacity, type CapacityLinesInput, capacities, capacityLines } from './signing/capacity-lines.js';
export { type CapacityAllowed, checkCapacity, checkDelegation } from './signing/check-capacity.js';
export { checkSignerName } from './signing/signer-name.js';
export { attachmentMark, copyMark, registerMark, textMarkStyle } from './signing/text-marks.js';
export { type FormName, formOfKind, type KindForm } from './vocabulary/form-of-kind.js';
export {
  type CopyForm,
  type CopyFormCode,
  copyFormByCode,
  copyForms,
  isKind,
  type Kind,
  type KindCode,
  kindByCode,
  kinds,
} from './vocabulary/kinds.js';
export {
  isNormativeKind,
  type NormativeKindCode,
  normativeKinds,
  normativeNumberAndSymbol,
  refuseNormativeDraft,
} from './vocabulary/normative-kinds.js';
export {
  copySymbol,
  isAbbreviation,
  numberAndSymbol,
  type ParsedNumberAndSymbol,
  parseNumberAndSymbol,
  printNumber,
  type SymbolParts,
  symbol,
} from './vocabulary/number-and-symbol.js';
export {
  byUrgency,
  mustBeHandledAtOnce,
  refuseSecret,
  type SecrecyCode,
  secrecies,
  type Urgency,
  type UrgencyCode,
  type UrgencyStamp,
  urgencies,
  urgencyByCode,
  urgencyRank,
} from './vocabulary/urgency.js';
export { layOutWord } from './word/lay-out-word.js';
