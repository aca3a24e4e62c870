import { pino } from 'pino';
import { describeError, redact } from './redaction.js';
import { currentTraceparent } from './trace.js';

export type LogLevel = 'trace' | 'debug' | 'info' | 'warn' | 'error' | 'fatal' | 'silent';
export type Logger = pino.Logger;

export interface LoggerOptions {
  /** Default `info`. */
  level?: LogLevel;
  /** Fields on every line, for example the service. */
  base?: Record<string, unknown>;
  /** Where lines go; default standard error, written at once so that a killed process leaves its last line. */
  destination?: { write(line: string): void };
}

/** A named logger for one part of a service: one JSON object per line, secrets removed, ids of the current trace added. */
export function createLogger(name: string, options: LoggerOptions = {}): Logger {
  const log = pino(
    {
      level: options.level ?? 'info',
      base: { name, ...options.base },
      timestamp: pino.stdTimeFunctions.isoTime,
      serializers: { err: describeError, error: describeError },
      formatters: {
        level: (label) => ({ level: label }),
        log: (fields) => redact(fields) as Record<string, unknown>,
      },
      mixin: () => {
        const traceparent = currentTraceparent();
        return traceparent === undefined
          ? {}
          : { traceId: traceparent.slice(3, 35), spanId: traceparent.slice(36, 52) };
      },
    },
    options.destination ?? pino.destination({ dest: 2, sync: true }),
  );
  // pino does not pass the fields of children through its formatters.
  const { child } = log;
  log.child = function (this: Logger, fields: pino.Bindings, more?: object) {
    return child.call(this, redact(fields) as pino.Bindings, more);
  } as typeof child;
  return log;
}
