import { Inject, Injectable } from '@nestjs/common';
import { type Refusal, signing } from '@vanthu/contracts';
import { SERVICE_LOGGER } from '@vanthu/messaging';
import type { Logger } from '@vanthu/observability';
import { CscFailure } from '../keys/providers/csc-client.js';
import type { Desk, OpenQuestion } from '../keys/providers/csc-consent.js';
import { wordsFor } from '../keys/providers/csc-key.js';
import type { Returned } from '../keys/providers/csc-oauth.js';
import { AuthorisationStore } from './authorisation.store.js';

/** What the owner of one opened key is asked, and has answered. */
export interface Questions extends Desk {
  readonly activationId: string;
  readonly personId: string;
  readonly keyId: string;
  readonly expiresAtMs: number;
  open: OpenQuestion | null;
  confirmed: boolean;
  /** Vietnamese: why nothing more is signed. */
  endedVi: string | null;
}

/** Questions that wait for their owner, in this process like the activations they belong to (ADR 9). */
@Injectable()
export class OpenQuestions {
  private readonly all = new Map<string, Questions>();

  constructor(
    private readonly store: AuthorisationStore,
    @Inject(SERVICE_LOGGER) private readonly log: Logger,
  ) {}

  begin(of: Pick<Questions, 'activationId' | 'personId' | 'keyId' | 'expiresAtMs'>): Questions {
    for (const [id, { expiresAtMs }] of this.all) if (expiresAtMs <= Date.now()) this.all.delete(id);
    const questions: Questions = {
      ...of,
      open: null,
      confirmed: false,
      endedVi: null,
      show: async (question) => {
        await this.store.add(question.asked, of, question.hashes);
        questions.open = question;
      },
      withdraw: ({ asked }) => {
        questions.open = null;
        questions.endedVi = 'chưa có xác nhận của chủ khóa ở dịch vụ ký';
        void this.store.end(asked.state, 'expired', questions.endedVi).catch((error: unknown) => this.report(error));
      },
    };
    this.all.set(of.activationId, questions);
    return questions;
  }

  of(activationId: string, personId: string): Questions | null {
    const found = this.all.get(activationId);
    return found?.personId === personId ? found : null;
  }

  forget(activationId: string): void {
    this.all.delete(activationId);
  }

  /** Takes what the owner came back with. */
  async answer(
    returned: Returned,
    personId: string,
  ): Promise<{ readonly activationId: string; readonly signatures: number } | Refusal> {
    const { state } = returned;
    const claimed = await this.store.claim(state, personId);
    if (claimed === 'unknown') return signing.refuseSigning('SIGNING.AUTHORISATION_UNKNOWN');
    if (claimed === 'used') return signing.refuseSigning('SIGNING.AUTHORISATION_USED');
    const questions = [...this.all.values()].find(({ open }) => open?.asked.state === state);
    const question = questions?.open;
    if (claimed === 'expired' || !questions || !question || questions.expiresAtMs <= Date.now()) {
      await this.store.end(state, 'expired', null);
      return signing.refuseSigning('SIGNING.AUTHORISATION_EXPIRED');
    }
    try {
      await question.answer(returned);
      questions.confirmed = true;
      await this.store.end(state, 'confirmed', null);
      return { activationId: questions.activationId, signatures: question.asked.count };
    } catch (error) {
      if (!(error instanceof CscFailure)) throw error;
      const why = wordsFor(error);
      questions.endedVi = why;
      await this.store.end(state, 'refused', why);
      return signing.refuseSigning('SIGNING.NOT_CONFIRMED', { why });
    } finally {
      // What was confirmed may be used up already, and the next be asked.
      if (questions.open === question) questions.open = null;
    }
  }

  private report(error: unknown): void {
    this.log.error({ err: error }, 'end of a remote authorisation not written down');
  }
}
