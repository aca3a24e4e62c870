import { QueryFailedError } from 'typeorm';

export type DatabaseFaultKind =
  | 'unique'
  | 'foreign-key'
  | 'check'
  | 'not-null'
  | 'exclusion'
  | 'serialisation'
  | 'deadlock'
  | 'lock-timeout'
  | 'unavailable'
  | 'permission'
  /** A text with a character that no text of the database can hold (U+0000). */
  | 'unstorable-text'
  | 'other';

/** SQLSTATE codes, PostgreSQL manual, appendix A. */
const kinds: Record<string, DatabaseFaultKind> = {
  '23505': 'unique',
  '23503': 'foreign-key',
  '23514': 'check',
  '23502': 'not-null',
  '23P01': 'exclusion',
  '40001': 'serialisation',
  '40P01': 'deadlock',
  '55P03': 'lock-timeout',
  '42501': 'permission',
  '22021': 'unstorable-text',
  '22P05': 'unstorable-text',
  '57P01': 'unavailable',
  '57P02': 'unavailable',
  '57P03': 'unavailable',
  '53300': 'unavailable',
};

/** Whether asking again later can help. */
const passing: DatabaseFaultKind[] = ['serialisation', 'deadlock', 'lock-timeout', 'unavailable'];

/** An error of the database in our words. The driver's error, with row contents and parameters, is only its cause. */
export class DatabaseFault extends Error {
  override readonly name = 'DatabaseFault';
  readonly retryable: boolean;

  constructor(
    readonly kind: DatabaseFaultKind,
    readonly constraint: string | null,
    options: { cause: unknown; code?: string },
  ) {
    const which = [kind, options.code, constraint].filter((word) => word !== undefined && word !== null);
    super(`The database refused: ${which.join(' ')}.`, { cause: options.cause });
    this.retryable = passing.includes(kind);
  }
}

const connectionWords =
  /connection terminated|connection ended|not queryable|ECONNREFUSED|ECONNRESET|EPIPE|timeout exceeded when trying to connect|client was closed|driver not connected|Connection is not established|QueryRunnerAlreadyReleased|Query runner already released/i;

const coded = (error: unknown): { code?: string; constraint?: string } =>
  error instanceof QueryFailedError
    ? (error.driverError as { code?: string; constraint?: string })
    : (error as { code?: string; constraint?: string });

/** The fault an error stands for; null when it is not the database's. */
export function faultOf(error: unknown): DatabaseFault | null {
  if (error instanceof DatabaseFault) return error;
  if (!(error instanceof Error)) return null;
  const { code, constraint } = coded(error);
  if (
    typeof code === 'string' &&
    /^[0-9A-Z]{5}$/.test(code) &&
    ('severity' in error || error instanceof QueryFailedError)
  ) {
    const kind = kinds[code] ?? (code.startsWith('08') ? 'unavailable' : 'other');
    return new DatabaseFault(kind, constraint ?? null, { cause: error, code });
  }
  const first = error instanceof AggregateError ? error.errors[0] : error;
  const words = `${error.name} ${error.message} ${first instanceof Error ? first.message : ''} ${code ?? ''}`;
  if (connectionWords.test(words)) return new DatabaseFault('unavailable', null, { cause: error });
  return error instanceof QueryFailedError ? new DatabaseFault('other', null, { cause: error }) : null;
}

/** Whether an error, mapped or not, is the violation of this unique constraint or index (of any, when not named). */
export function violatesUnique(error: unknown, constraint?: string): boolean {
  const fault = faultOf(error);
  return fault?.kind === 'unique' && (constraint === undefined || fault.constraint === constraint);
}
