import {
  civilDate,
  incomingHandlingByUnit,
  incomingHandlingLines,
  printShortDate,
  type RegisterContent,
  type WorkingCalendar,
} from '@vanthu/decree30';
import { lastDayOf } from '../domain/submission-due.js';
import type { Settled } from './handling.store.js';

/** What both parts of the report have in common. */
type Frame = Omit<RegisterContent, 'book' | 'rows'>;
/** The day of the report, and how the agency counts. */
interface On {
  readonly today: string;
  readonly calendar: WorkingCalendar;
}
type Standing = 'onTime' | 'late' | 'open' | 'overdue' | 'cancelled';

const words: Record<Standing, string> = {
  onTime: 'Đã giải quyết đúng hạn',
  late: 'Đã giải quyết quá hạn',
  open: 'Đang giải quyết',
  overdue: 'Đang giải quyết, quá hạn',
  cancelled: 'Đã hủy theo thu hồi',
};

/** A document without deadline is late at no time (Art. 24); a deadline on a day off ends with the next working day (R-GEN-06). */
function standingOf({ state, deadline, completed_on }: Settled, { today, calendar }: On): Standing {
  if (state === 'recalled') return 'cancelled';
  const lastDay = deadline === null ? null : lastDayOf(civilDate(deadline), calendar);
  if (state === 'completed') return lastDay !== null && (completed_on ?? '') > lastDay ? 'late' : 'onTime';
  return lastDay !== null && today > lastDay ? 'overdue' : 'open';
}

function counted(documents: readonly (Settled & { standing: Standing })[], unit: string) {
  const count = (standing: Standing) => String(documents.filter((one) => one.standing === standing).length);
  const total = String(documents.length);
  return {
    ...{ unit, total, onTime: count('onTime'), late: count('late'), open: count('open') },
    ...{ overdue: count('overdue'), cancelled: count('cancelled') },
  };
}

const date = (text: string | null): string => (text === null ? '' : printShortDate(civilDate(text)));

/** By who leads, the agency last; behind it each document. */
export function handlingBooks(frame: Frame, settled: readonly Settled[], on: On): RegisterContent[] {
  const documents = settled.map((one) => ({ ...one, standing: standingOf(one, on) }));
  const leads = [...new Set(documents.map(({ lead }) => lead))].sort((a, b) => a.localeCompare(b, 'vi'));
  const byLead = leads.map((lead) =>
    counted(
      documents.filter((one) => one.lead === lead),
      lead === '' ? 'Chưa phân công' : lead,
    ),
  );
  const lines = documents.map((one) => ({
    ...{ incomingNumber: String(one.arrival_number), arrivedOn: date(one.arrived_on) },
    document: `${one.author}; ${one.number_and_symbol}; ${one.kind_and_abstract}`,
    ...{ receiver: one.lead, dueOn: date(one.deadline) },
    progress: one.completed_on === null ? words[one.standing] : `${words[one.standing]} ngày ${date(one.completed_on)}`,
    answer: one.answer ?? '',
  }));
  return [
    { ...frame, book: incomingHandlingByUnit, rows: [...byLead, counted(documents, 'Toàn cơ quan')] },
    { ...frame, book: incomingHandlingLines, rows: lines },
  ] as RegisterContent[];
}
