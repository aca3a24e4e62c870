import { readFileSync } from 'node:fs';
import { parentPort } from 'node:worker_threads';
import { type ParsedTrust, parseTrust } from '../verification-trust.js';
import { verifyPdf } from '../verify-pdf.js';
import type { Job, Message } from './messages.js';
import { threadNumber } from './thread-time.js';

/** A thread that judges one file after the other. Whatever happens in it, the process around it goes on. */
const port = parentPort;
if (!port) throw new Error('this file runs as a thread of a VerificationPool');

let trust: ParsedTrust = { anchors: [], intermediates: [], crls: [] };

function answer({ path, options, trust: told }: Job): Message {
  if (told) trust = parseTrust(told);
  let bytes: Uint8Array;
  try {
    bytes = readFileSync(path);
  } catch (error) {
    return { kind: 'unreadable', code: (error as NodeJS.ErrnoException).code ?? 'EIO' };
  }
  return { kind: 'verified', verified: verifyPdf(bytes, trust, options) };
}

port.on('message', (job: Job) => {
  try {
    port.postMessage(answer(job));
  } catch (error) {
    port.postMessage({ kind: 'fault', message: (error as Error).stack ?? String(error) } satisfies Message);
  }
});
port.postMessage({ kind: 'ready', thread: threadNumber() } satisfies Message);
