import type { IncomingMessage } from 'node:http';

/** What a refused upload may still send, so that the refusal reaches a browser which reads answers only when it has sent. */
const discardedBytes = 16 * 1_048_576;
const discardedMs = 5_000;

/** A connection that is closed while bytes come in is reset, and the answer with it: so they are read and thrown away for a while. */
export function discardRest(raw: IncomingMessage): void {
  if (raw.readableEnded || raw.destroyed) return;
  let left = discardedBytes;
  const enough = setTimeout(() => raw.destroy(), discardedMs);
  raw.on('data', (chunk: Buffer) => {
    left -= chunk.length;
    if (left < 0) raw.destroy();
  });
  raw.on('error', () => {});
  raw.on('close', () => clearTimeout(enough));
  raw.resume();
}
