/** Names under which secrets travel. Compared without regard to case, at any depth. */
const secretNames = new Set([
  'pin',
  'sealedpin',
  'password',
  'passphrase',
  'token',
  'accesstoken',
  'ticket',
  'secret',
  'authorization',
  'cookie',
  'set-cookie',
  'privatekey',
]);

const deepest = 8;

/** A copy in which every secret is replaced by `[redacted]`. `more` adds names of one contract (`contract.secret`). */
export function redact(value: unknown, more: readonly string[] = [], depth = 0): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Error) return describeError(value);
  if (value instanceof Date) return value;
  if (ArrayBuffer.isView(value)) return `[${value.byteLength} bytes]`;
  if (depth >= deepest) return '[deeper]';
  if (Array.isArray(value)) return value.map((item) => redact(item, more, depth + 1));
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => [
      name,
      secretNames.has(name.toLowerCase()) || more.includes(name) ? '[redacted]' : redact(field, more, depth + 1),
    ]),
  );
}

/**
 * What a log may say about an error. Database drivers hang parameters and row contents on theirs (`parameters`, `detail`,
 * `query`): personal data and document content, which stay out.
 */
export function describeError(error: unknown, depth = 0): unknown {
  if (!(error instanceof Error)) return redact(error);
  const { code, constraint, table } = error as Error & { code?: unknown; constraint?: unknown; table?: unknown };
  return {
    type: error.name,
    message: error.message,
    ...(code === undefined ? {} : { code }),
    ...(constraint === undefined ? {} : { constraint }),
    ...(table === undefined ? {} : { table }),
    stack: error.stack,
    ...(error.cause === undefined || depth >= deepest ? {} : { cause: describeError(error.cause, depth + 1) }),
  };
}
