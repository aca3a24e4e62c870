import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, type InputOf, isRefusal, signing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import type { KeyOwner } from '../keys/key.store.js';
import { asksFor, KeyWays } from '../keys/providers/key-ways.js';
import { ACTIVATION_MS, Activations, unsignedOf } from './activations.js';
import { OpenQuestions, type Questions } from './open-questions.js';
import { ownerFor } from './owner-for.js';
import { ReadyKeys, refusalOf } from './ready-key.js';

type Input = InputOf<typeof signing.BeginAuthorisation>;

/** Keys whose owner confirms in the page of a remote service (ADR 30). */
@Injectable()
export class AuthorisationHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly ways: KeyWays,
    private readonly activations: Activations,
    private readonly readyKeys: ReadyKeys,
    private readonly questions: OpenQuestions,
  ) {}

  @Handles(signing.BeginAuthorisation)
  async begin(input: Input, ctx: RequestContext): Promise<Answer<typeof signing.BeginAuthorisation>> {
    const owner = ownerFor(input.purpose, ctx.actor as Actor);
    if (!owner) return signing.refuseSigning('SIGNING.NO_KEY');
    return this.readyKeys.inTurn(owner, () => this.beginFor(owner, input, ctx));
  }

  private async beginFor(owner: KeyOwner, input: Input, ctx: RequestContext) {
    const begun: string[] = [];
    let told: string | null = null;
    try {
      const answer = await this.commands.run(signing.BeginAuthorisation, input, ctx, (tx) =>
        this.beginIn(tx, owner, input, ctx, begun),
      );
      if (!isRefusal(answer)) told = answer.activationId;
      return answer;
    } finally {
      // Of what was not committed nobody hears: no question is left open.
      for (const id of begun) if (id !== told) this.end(id);
    }
  }

  @Handles(signing.GetAuthorisation)
  async get(
    { activationId }: InputOf<typeof signing.GetAuthorisation>,
    ctx: RequestContext,
  ): Promise<Answer<typeof signing.GetAuthorisation>> {
    const found = this.questions.of(activationId, (ctx.actor as Actor).personId);
    return found ? this.told(found) : signing.refuseSigning('SIGNING.AUTHORISATION_EXPIRED');
  }

  @Handles(signing.CompleteAuthorisation)
  complete(
    input: InputOf<typeof signing.CompleteAuthorisation>,
    ctx: RequestContext,
  ): Promise<Answer<typeof signing.CompleteAuthorisation>> {
    const { personId } = ctx.actor as Actor;
    // It holds a connection while the service is asked, and needs a second one (`claim`).
    return this.readyKeys.inTurn({ kind: 'person', id: personId }, () =>
      this.commands.run(signing.CompleteAuthorisation, input, ctx, () => this.questions.answer(input, personId)),
    );
  }

  private async beginIn(tx: Tx, owner: KeyOwner, input: Input, ctx: RequestContext, begun: string[]) {
    const ready = await this.readyKeys.ready(tx, owner, ctx);
    if (isRefusal(ready)) return ready;
    if (asksFor(ready.row.way) !== 'confirmation')
      return signing.refuseSigning('SIGNING.ASKS_OTHERWISE', { why: 'khóa này mở bằng mã PIN' });
    const questions = this.questions.begin({
      activationId: randomUUID(),
      personId: (ctx.actor as Actor).personId,
      keyId: ready.row.key_id,
      expiresAtMs: Date.now() + ACTIVATION_MS,
    });
    begun.push(questions.activationId);
    const opened = await this.ways.openInPage(ready.row, questions, unsignedOf(input.documents).size);
    if (opened.kind === 'key-problem') return refusalOf(opened);
    const { activationId, expiresAtMs } = questions;
    const activation = {
      ...this.readyKeys.activation(ready, opened, input.documents, ctx),
      ...{ activationId, expiresAtMs },
    };
    this.activations.add(activation);
    await this.readyKeys.record(tx, activation);
    return this.told(questions);
  }

  private told(questions: Questions): signing.RemoteAuthorisation {
    const { activationId, open, confirmed, expiresAtMs } = questions;
    const isGone = !this.activations.isOpen(activationId) && open === null;
    const isEnded = questions.endedVi !== null || isGone;
    const state = isEnded ? 'ended' : open ? 'waiting' : confirmed ? 'confirmed' : 'gathering';
    const reasonVi = questions.endedVi ?? (isGone && !confirmed ? 'lượt ký đã kết thúc' : null);
    return {
      ...{ activationId, state, address: open?.asked.address ?? null, signatures: open?.asked.count ?? 0 },
      ...{ expiresAt: new Date(expiresAtMs).toISOString(), reasonVi },
    };
  }

  private end(activationId: string): void {
    this.activations.close(activationId);
    this.questions.forget(activationId);
  }
}
