import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, type InputOf, isRefusal, outgoing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext, uuidV5 } from '@vanthu/messaging';
import { CreateDraftHandler } from '../commands/create-draft/create-draft.handler.js';
import { SubmitDocument } from '../commands/submit-draft/submit-document.js';
import { actorOf } from '../store/act-on-document.js';
import { OutgoingDocumentStore } from '../store/outgoing-document.store.js';
import { MachineRequestStore } from './machine-request.store.js';
import { requestedView } from './requested-view.js';

/** The account that asks; the door lets nobody else in. */
export function machineOf({ machine }: Actor): NonNullable<Actor['machine']> {
  if (!machine) throw new Error('a person reached a request of machines');
  return machine;
}

/**
 * A draft in the name of the official who answers for the system, handed in at once. Nobody's check, signature or seal is
 * replaced: content and form are checked, the leader signs, the clerk numbers and seals (Art. 12, 13, 15, 32; R-OUT-03, R-ORG-02).
 */
@Injectable()
export class RequestDocumentHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly drafts: CreateDraftHandler,
    private readonly submitting: SubmitDocument,
    private readonly documents: OutgoingDocumentStore,
    private readonly requests: MachineRequestStore,
  ) {}

  @Handles(outgoing.RequestDocument)
  async handle(
    input: InputOf<typeof outgoing.RequestDocument>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.RequestDocument>> {
    const actor = actorOf(ctx);
    const { accountId, name } = machineOf(actor);
    const { reference, ...draft } = input;
    // Follows from the reference, not from the key of the request: asked twice under other keys it is one document.
    const documentId = uuidV5(accountId, `requested ${reference}`);
    const contentSha256 = createHash('sha256').update(JSON.stringify(draft)).digest('hex');
    const prepared = await this.drafts.prepare(documentId, draft, ctx);
    return this.commands.run(outgoing.RequestDocument, input, ctx, async (tx) => {
      const before = await this.requests.lockReference(tx, accountId, reference);
      if (before && before.contentSha256 !== contentSha256) {
        return outgoing.refuseOutgoing('OUTGOING.REFERENCE_TAKEN', { reference });
      }
      const known = before && (await this.documents.byId(tx, before.documentId));
      if (before && known) return requestedView(before, known);
      if (isRefusal(prepared)) return prepared;
      await this.drafts.begin(tx, documentId, draft, prepared, ctx);
      const submitted = await this.submitting.submit(tx, documentId, ctx);
      if (isRefusal(submitted)) return submitted;
      const request = { documentId, reference, contentSha256, requestedAt: ctx.now().toISOString() };
      await this.requests.add(tx, request, { accountId, accountName: name, personId: actor.personId });
      return requestedView(request, submitted);
    });
  }
}
