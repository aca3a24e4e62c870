import type { WorkingCalendar } from '@vanthu/decree30';
import {
  type CivilDate,
  civilDate,
  followUpBook,
  kindByCode,
  printShortDate,
  type RegisterRow,
} from '@vanthu/decree30';
import { daysLeft } from '../routed-document/domain/due.js';
import { isEnded, type RoutedDocument, type Task } from '../routed-document/domain/routed-document.js';
import { stateVi } from '../routed-document/domain/routing-state.js';

export type FollowUpRow = RegisterRow<(typeof followUpBook)['columns'][number]['key']>;

export interface Line {
  readonly document: RoutedDocument;
  /** An issued answer, also before the task is completed. */
  readonly answer: string | null;
  /** What was last reported. */
  readonly lastReport: string | null;
}

const dayVi = (day: string): string => printShortDate(civilDate(day));

/** Work of a plan stands beside the documents, under its number in the plan or the conclusions. */
const mark = { document: '', plan: 'KH ', meeting: 'KL ' } as const;

/** One line of the book as printed, columns 1 to 7 of Annex IV part VIII. */
export function followUpRow(
  { document, answer, lastReport }: Line,
  today: CivilDate,
  calendar: WorkingCalendar,
): FollowUpRow {
  const kind = document.kind === null ? null : (kindByCode(document.kind)?.nameVi ?? null);
  const dated = document.documentDate === null ? '' : ` ngày ${dayVi(document.documentDate)}`;
  const { result, deadline } = document;
  return {
    incomingNumber: `${mark[document.source]}${String(document.arrivalNumber).padStart(2, '0')}`,
    document:
      document.source === 'document'
        ? `${kind === null ? '' : `${kind} `}${document.numberAndSymbol}${dated} của ${document.senderName}`
        : `${document.abstract} (${document.numberAndSymbol}${dated}: ${document.senderName})`,
    receiver: document.tasks.filter(counts(document)).map(receiverVi).join('; '),
    dueOn: deadline === null ? '' : dayVi(deadline),
    progress: [progressVi(document, today, calendar), lastReport].filter(Boolean).join('. '),
    // The reason why there is none stands where the answer would (R-IN-15).
    answer: result?.numberAndSymbol ?? (result?.reason ? `Không có: ${result.reason}` : (answer ?? '')),
    remarks: '',
  };
}

/** What was closed on the way was given to others; what was closed with the document belongs to it. */
const counts = (document: RoutedDocument) => (task: Task) => task.state !== 'closed' || isEnded(document);

const receiverVi = (task: Task): string => {
  const person = task.personName !== null && task.personName !== task.assignee.name ? `, ${task.personName}` : '';
  return `${task.assignee.name}${person} (${task.part === 'lead' ? 'chủ trì' : 'phối hợp'})`;
};

function progressVi(document: RoutedDocument, today: CivilDate, calendar: WorkingCalendar): string {
  const { state, dueOn, late } = document;
  if (state === 'completed') return `${stateVi[state]}${late === true ? ', quá hạn' : ''}`;
  const left = dueOn === null ? 0 : daysLeft(dueOn, today, calendar);
  return dueOn !== null && today > dueOn ? `${stateVi[state]}, quá hạn ${-left} ngày làm việc` : stateVi[state];
}
