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
export { vietnamCalendar } from './dates/vietnam-calendar.js';
export {
  addWorkingDays,
  covers,
  isWorkingDay,
  nextWorkingDay,
  previousWorkingDay,
  type WorkingCalendar,
  workingDaysBetween,
} from './dates/working-days.js';
export { contentProblems } from './layout/check-content.js';
export {
  type Article,
  type BoxName,
  type DecisionContent,
  type DocumentContent,
  type DocumentHead,
  type LayoutBox,
  LayoutError,
  type LayoutField,
  type LayoutOptions,
  type LayoutResult,
  type LetterContent,
  type Paragraph,
  type RectMm,
  type Signer,
} from './layout/document-content.js';
export { type DocumentFonts, type Face, type FontBytes, loadTinos, readFonts, Typeface } from './layout/fonts.js';
export { layOutDocument } from './layout/lay-out-document.js';
export { sealGeometry, sealOverlap, sealRect, signatureBox } from './layout/seal-geometry.js';
export { annexI } from './layout/style.js';
export { isRuleRefusal, type RuleRefusal } from './refusal.js';
export { checkRecipients, composeRecipients, type RecipientsInput } from './registers/recipients.js';
export {
  arrivalStamp,
  followUpBook,
  incomingRegister,
  outgoingRegister,
  type RegisterBook,
  type RegisterColumn,
} from './registers/register-columns.js';
export type { AuthorityFacts, AuthorityRule, PositionLevel } from './signing/authority.js';
export { type Capacity, type CapacityLinesInput, capacities, capacityLines } from './signing/capacity-lines.js';
export { type CapacityAllowed, checkCapacity, checkDelegation } from './signing/check-capacity.js';
export { checkSignerName } from './signing/signer-name.js';
export { attachmentMark, copyMark, textMarkStyle } from './signing/text-marks.js';
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
