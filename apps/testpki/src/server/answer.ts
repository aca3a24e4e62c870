import type { TestPki } from '../test-pki.js';
import type { Fault } from './route.js';
import type { StandIns } from './stand-ins.js';

/** What a service says; the way over the wire is `respond`'s. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: Uint8Array;
}

export interface Asked {
  readonly pki: TestPki;
  readonly standIns: StandIns;
  readonly body: Uint8Array;
  /** The time the server believes it is. */
  readonly at: Date;
  readonly fault: Fault | undefined;
}

export const plain = (status: number, text: string): Answer => ({
  status,
  contentType: 'text/plain; charset=utf-8',
  body: Buffer.from(text),
});

export const later = (at: Date, ms: number): Date => new Date(at.getTime() + ms);

export const dayMs = 86_400_000;
