import i18next from 'i18next';
import { useSyncExternalStore } from 'react';
import { answerOf, api, RequestProblem, type Schemas } from './client';
import type { Seen } from './seal-pin';

type Authorisation = Schemas['RemoteAuthorisation'];

/** What the person at this page has still to confirm in the page of a remote signing service. */
interface Question {
  address: string;
  signatures: number;
  /** Waits no longer; what is not confirmed is not signed. */
  leave: () => void;
}

/** Milliseconds between two looks at what is still to be confirmed. */
const LOOK_EVERY_MS = 1_000;
/** Looks in a row that may come to nothing before the question is given up: the owner may be confirming meanwhile. */
const MOST_MISSED = 30;
const pause = () => new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));

let question: Question | null = null;
const listeners = new Set<() => void>();
function show(next: Question | null): void {
  question = next;
  for (const tell of listeners) tell();
}
const subscribe = (tell: () => void) => {
  listeners.add(tell);
  return () => void listeners.delete(tell);
};

/** The question that is open now. One person signs one thing at a time. */
export const useOpenQuestion = (): Question | null => useSyncExternalStore(subscribe, () => question);

/**
 * Begins to ask the owner of a key that is confirmed elsewhere. Where the service binds to hashes the documents are ordered first and
 * the question comes behind; else nothing is ordered before the owner has agreed.
 *
 * @throws RequestProblem  when it cannot be asked, is declined, or left
 */
export async function confirmedFor(purpose: 'personal' | 'organisation', documents: readonly Seen[]): Promise<string> {
  const body = { purpose, documents: [...documents] };
  const begun = await answerOf(api.POST('/api/signing/authorisations', { body }));
  const { activationId } = begun;
  return new Promise((resolve, reject) => {
    if (begun.state === 'gathering') resolve(activationId);
    void follow(begun, () => resolve(activationId)).then(
      (why) => reject(problem(why ?? i18next.t('signing.confirmation.left'))),
      reject,
    );
  });
}

/** Until nothing more is asked. @returns why it ended, where it did not end well */
async function follow(begun: Authorisation, onConfirmed: () => void): Promise<string | null> {
  let isLeft = false;
  try {
    for (let now = begun; ; now = await look(begun.activationId)) {
      if (isLeft || now.state === 'ended') return isLeft ? i18next.t('signing.confirmation.left') : now.reasonVi;
      if (now.state === 'confirmed') onConfirmed();
      const { address } = now;
      if (address !== question?.address) {
        const leave = () => {
          isLeft = true;
          show(null);
        };
        show(address === null ? null : { address, signatures: now.signatures, leave });
      }
      await pause();
    }
  } finally {
    show(null);
  }
}

/** A line that breaks for a moment does not take the question away. */
async function look(activationId: string): Promise<Authorisation> {
  for (let missed = 1; ; missed++) {
    try {
      return await answerOf(
        api.GET('/api/signing/authorisations/{activationId}', { params: { path: { activationId } } }),
      );
    } catch (error) {
      const again = error instanceof RequestProblem && error.refusal.retryable && missed < MOST_MISSED;
      if (!again) throw error;
      await pause();
    }
  }
}

const problem = (message: string): RequestProblem =>
  new RequestProblem(409, { code: 'WEB.NOT_CONFIRMED', message, details: {}, retryable: false });
