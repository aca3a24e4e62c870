import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { createLogger, type Logger } from './logger.js';

/** One registry per process; several services in one process share it and are told apart by the label `service`. */
export const metrics = new Registry();

let defaultsOn = false;
/** Memory, event loop, garbage collection of the process. Safe to call again. */
export function collectProcessMetrics(): void {
  if (defaultsOn) return;
  defaultsOn = true;
  collectDefaultMetrics({ register: metrics });
}

type Labels = Record<string, string>;

const counters = new Map<string, Counter>();
const gauges = new Map<string, Gauge>();
const histograms = new Map<string, Histogram>();

/** Metric names may hold letters, digits and underscores only. */
const metricName = (name: string, suffix: string): string => `vanthu_${name.replace(/[^a-zA-Z0-9]+/g, '_')}${suffix}`;

function once<M>(known: Map<string, M>, name: string, make: () => M): M {
  let metric = known.get(name);
  if (metric === undefined) {
    metric = make();
    known.set(name, metric);
  }
  return metric;
}

export function count(name: string, labels: Labels = {}, by = 1): void {
  const full = metricName(name, '_total');
  once(
    counters,
    full,
    () => new Counter({ name: full, help: name, labelNames: Object.keys(labels), registers: [metrics] }),
  ).inc(labels, by);
}

export function setGauge(name: string, value: number, labels: Labels = {}): void {
  const full = metricName(name, '');
  once(
    gauges,
    full,
    () => new Gauge({ name: full, help: name, labelNames: Object.keys(labels), registers: [metrics] }),
  ).set(labels, value);
}

export function observeSeconds(name: string, seconds: number, labels: Labels = {}): void {
  const full = metricName(name, '_seconds');
  once(
    histograms,
    full,
    () =>
      new Histogram({
        name: full,
        help: name,
        labelNames: Object.keys(labels),
        buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2, 5],
        registers: [metrics],
      }),
  ).observe(labels, seconds);
}

/** What `/metrics` answers, in the Prometheus text format. */
export const metricsText = (): Promise<string> => metrics.metrics();

let businessLog: Logger | undefined;

/**
 * Counts and logs one happening of the business together, so that the two cannot disagree.
 *
 * @param labels  few-valued (kind, outcome); always the same names for the same event
 * @param fields  identifiers, in the log line only
 */
export function businessEvent(
  name: string,
  labels: Labels = {},
  fields: Record<string, unknown> = {},
  log?: Logger,
): void {
  count(name, labels);
  businessLog ??= createLogger('business');
  (log ?? businessLog).info({ event: name, ...labels, ...fields }, name);
}
