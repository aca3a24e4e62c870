import { describe, expect, test } from '@jest/globals';
import {
  businessEvent,
  childTraceparent,
  count,
  createLogger,
  currentTraceparent,
  isTraceparent,
  metricsText,
  newTraceparent,
  observeSeconds,
  setGauge,
  traceIdOf,
  withTrace,
} from '../src/index.js';

function logging() {
  const lines: string[] = [];
  const log = createLogger('part', {
    destination: { write: (line) => lines.push(line) },
    base: { service: 'outgoing' },
  });
  return { log, last: () => JSON.parse(lines.at(-1) ?? '{}'), text: () => lines.join('') };
}

describe('a log line', () => {
  test('is one JSON object with the part, the service and the trace', () => {
    const { log, last } = logging();
    const traceparent = newTraceparent();
    withTrace(traceparent, () => log.info({ documentId: 'd' }, 'issued'));
    expect(last()).toMatchObject({
      level: 'info',
      name: 'part',
      service: 'outgoing',
      documentId: 'd',
      msg: 'issued',
      traceId: traceIdOf(traceparent),
    });
  });

  test('never holds a secret, however deep it lies', () => {
    const { log, text } = logging();
    log.info({
      pin: 's3cret',
      body: {
        activation: [{ sealedPin: 's3cret', Password: 's3cret' }],
        headers: { authorization: 's3cret', cookie: 's3cret' },
      },
      token: 's3cret',
    });
    log.child({ password: 's3cret' }).info({ ticket: 's3cret' });
    expect(text()).not.toContain('s3cret');
    expect(text()).toContain('[redacted]');
  });

  test('tells of an error its kind, words and causes, and nothing that a driver hangs on it', () => {
    const { log, last, text } = logging();
    const driver = Object.assign(new Error('duplicate key'), {
      code: '23505',
      detail: 'Key (name)=(Nguyễn Văn An)',
      parameters: ['Nguyễn Văn An'],
    });
    log.error({ err: new Error('could not save', { cause: driver }) }, 'fault');
    expect(last().err).toMatchObject({ message: 'could not save', cause: { message: 'duplicate key', code: '23505' } });
    expect(text()).not.toContain('Nguyễn');
  });

  test('of bytes says how many, and survives a ring', () => {
    const { log, last } = logging();
    const ring: Record<string, unknown> = { content: Buffer.alloc(100) };
    ring.self = ring;
    log.info({ ring });
    expect(last().ring.content).toBe('[100 bytes]');
  });
});

describe('a trace', () => {
  test('goes through everything that is awaited, and ends with the work', async () => {
    const traceparent = newTraceparent();
    await withTrace(traceparent, async () => {
      await new Promise((resolve) => setTimeout(resolve, 1));
      expect(currentTraceparent()).toBe(traceparent);
      expect(traceIdOf(childTraceparent())).toBe(traceIdOf(traceparent));
    });
    expect(currentTraceparent()).toBeUndefined();
  });

  test('has children of the same trace, each with a step of its own', () => {
    const parent = newTraceparent();
    const child = childTraceparent(parent);
    expect(isTraceparent(child)).toBe(true);
    expect(child).not.toBe(parent);
    expect(traceIdOf(child)).toBe(traceIdOf(parent));
    expect(isTraceparent(childTraceparent('nonsense'))).toBe(true);
  });
});

test('an event of the business is counted and logged together', async () => {
  const { log, last } = logging();
  businessEvent('document-issued', { kind: 'decision' }, { documentId: 'd' }, log);
  businessEvent('document-issued', { kind: 'decision' }, { documentId: 'e' }, log);
  expect(last()).toMatchObject({ event: 'document-issued', kind: 'decision', documentId: 'e' });
  count('plain');
  setGauge('depth', 3, { queue: 'a' });
  observeSeconds('asked', 0.2, { request: 'x' });
  const text = await metricsText();
  expect(text).toContain('vanthu_document_issued_total{kind="decision"} 2');
  expect(text).toContain('vanthu_plain_total 1');
  expect(text).toContain('vanthu_depth{queue="a"} 3');
  expect(text).toContain('vanthu_asked_seconds_count{request="x"} 1');
});
