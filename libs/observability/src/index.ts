export { createLogger, type Logger, type LoggerOptions, type LogLevel } from './logger.js';
export {
  businessEvent,
  collectProcessMetrics,
  count,
  metrics,
  metricsText,
  observeSeconds,
  setGauge,
} from './metrics.js';
export { describeError, redact } from './redaction.js';
export {
  childTraceparent,
  currentTraceparent,
  isTraceparent,
  newTraceparent,
  traceIdOf,
  withTrace,
} from './trace.js';
