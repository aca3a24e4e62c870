import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { otherManifest } from '../../domain/guards.js';
import { type OutgoingDocument, personalOf, refOf } from '../../domain/outgoing-document.js';
import { step } from '../../domain/outgoing-state.js';
import { unique } from '../../domain/readers.js';
import { DraftCourses } from '../../flows/draft-courses.js';
import { SlipDecisions } from '../../slips/slip-decisions.js';
import { ActOnDocument, actorOf } from '../../store/act-on-document.js';
import { DraftStore } from '../../store/draft.store.js';
import { TimelineStore } from '../../store/timeline.store.js';
import { formRefusal } from '../../written/written-refusals.js';

/** The checker of form answers for it (Art. 12.2; R-DRF-06). The law asks for no second person here: small agencies have one. */
@Injectable()
export class CheckFormHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly acting: ActOnDocument,
    private readonly courses: DraftCourses,
    private readonly drafts: DraftStore,
    private readonly timeline: TimelineStore,
    private readonly slips: SlipDecisions,
    private readonly outbox: Outbox,
  ) {}

  @Handles(outgoing.CheckForm)
  handle(input: InputOf<typeof outgoing.CheckForm>, ctx: RequestContext): Promise<Answer<typeof outgoing.CheckForm>> {
    return this.commands.run(outgoing.CheckForm, input, ctx, async (tx) => {
      const document = await this.acting.load(tx, input.documentId, 'check-form', ctx);
      if (isRefusal(document)) return document;
      const other = otherManifest(document, input.manifestHash);
      if (other) return other;
      const differing = formRefusal(await this.drafts.text(tx, document));
      if (differing) return differing;

      const actor = actorOf(ctx);
      // All have signed before the file was brought: nobody is left to wait for (ADR 31).
      const isSigned = document.road === 'digital' && personalOf(document).every(({ isBrought }) => isBrought);
      await this.drafts.approve(tx, document, 'form', { actor, at: ctx.now() });
      const checked = await this.courses.save(
        tx,
        {
          ...document,
          state: isSigned ? step('form-checked', 'signed') : step(document.state, 'form-checked'),
          readers: unique([...document.readers, `person:${actor.personId}`]),
          changedAt: ctx.now().toISOString(),
        },
        ctx,
      );
      await this.timeline.record(
        tx,
        document.id,
        { act: 'check-form', textVi: 'Kiểm tra thể thức, kỹ thuật trình bày' },
        ctx,
      );
      const payload = { documentId: document.id, manifestHash: document.manifest.hash };
      await this.outbox.add(tx, outgoing.FormChecked, { aggregateId: document.id, payload }, ctx);
      if (isSigned) await this.noteSigned(tx, checked, ctx);
      return refOf(checked);
    });
  }

  private async noteSigned(tx: Tx, document: OutgoingDocument, ctx: RequestContext): Promise<void> {
    const signers = personalOf(document);
    const names = signers.map(({ name }) => name).join(', ');
    const textVi = `Đã ký số cá nhân từ trước, trong tệp được đưa vào: ${names}`;
    await this.timeline.record(tx, document.id, { act: 'signed', textVi }, ctx);
    const { plan, file, manifest } = document;
    const told = {
      documentId: document.id,
      step: signers.length,
      manifestHash: manifest.hash,
      fileSha256: file.sha256,
    };
    await this.outbox.add(
      tx,
      outgoing.PersonallySigned,
      { aggregateId: document.id, payload: { ...told, plan: [...plan] } },
      ctx,
    );
    await this.slips.signedBefore(tx, document, ctx);
  }
}
