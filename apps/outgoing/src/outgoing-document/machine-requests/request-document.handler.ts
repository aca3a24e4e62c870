import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Actor, type InputOf, isRefusal, outgoing, type Refusal } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext, uuidV5 } from '@vanthu/messaging';
import { CreateDraftHandler } from '../commands/create-draft/create-draft.handler.js';
import { SubmitDocument } from '../commands/submit-draft/submit-document.js';
import type { AttachedFile } from '../domain/outgoing-document.js';
import { hasSecrecyMark } from '../domain/secrecy-mark.js';
import { UploadedPdf } from '../drafting/uploaded-pdf.js';
import { actorOf } from '../store/act-on-document.js';
import { OutgoingDocumentStore } from '../store/outgoing-document.store.js';
import { MachineRequestStore } from './machine-request.store.js';
import { noOutcome, RequestedOutcomes } from './requested-outcomes.js';
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
    private readonly uploads: UploadedPdf,
    private readonly outcomes: RequestedOutcomes,
  ) {}

  @Handles(outgoing.RequestDocument)
  async handle(
    input: InputOf<typeof outgoing.RequestDocument>,
    ctx: RequestContext,
  ): Promise<Answer<typeof outgoing.RequestDocument>> {
    const actor = actorOf(ctx);
    const { accountId, name } = machineOf(actor);
    const { reference, attachments: sent = [], ...draft } = input;
    // Follows from the reference, not from the key of the request: asked twice under other keys it is one document.
    const documentId = uuidV5(accountId, `requested ${reference}`);
    const attachments = await this.attached(documentId, sent, actor);
    // A file that is sent again under another ticket is the same file.
    const files = isRefusal(attachments) ? [] : attachments.map(({ sha256, title }) => ({ sha256, title }));
    const content = JSON.stringify(files.length === 0 ? draft : { ...draft, attachments: files });
    const contentSha256 = createHash('sha256').update(content).digest('hex');
    const prepared = isRefusal(attachments)
      ? attachments
      : await this.drafts.prepare(documentId, draft, ctx, attachments);
    return this.commands.run(outgoing.RequestDocument, input, ctx, async (tx) => {
      const before = await this.requests.lockReference(tx, accountId, reference);
      if (isRefusal(attachments)) return attachments;
      if (before && before.contentSha256 !== contentSha256) {
        return outgoing.refuseOutgoing('OUTGOING.REFERENCE_TAKEN', { reference });
      }
      const known = before && (await this.documents.byId(tx, before.documentId));
      if (before && known) return requestedView(before, known, await this.outcomes.of(tx, known.id));
      if (isRefusal(prepared)) return prepared;
      await this.drafts.begin(tx, documentId, draft, prepared, ctx, attachments);
      const submitted = await this.submitting.submit(tx, documentId, ctx);
      if (isRefusal(submitted)) return submitted;
      const request = { documentId, reference, contentSha256, requestedAt: ctx.now().toISOString() };
      await this.requests.add(tx, request, { accountId, accountName: name, personId: actor.personId });
      return requestedView(request, submitted, noOutcome);
    });
  }

  /** Each may be signed by the organisation, or the whole request is refused. */
  private async attached(
    documentId: string,
    sent: NonNullable<InputOf<typeof outgoing.RequestDocument>['attachments']>,
    actor: Actor,
  ): Promise<AttachedFile[] | Refusal> {
    const attached: AttachedFile[] = [];
    for (const { ticket, title } of sent) {
      const prepared = await this.uploads.prepare(ticket, actor);
      if (isRefusal(prepared)) return prepared;
      const refuse = (why: string) =>
        outgoing.refuseOutgoing('OUTGOING.ATTACHMENT_UNFIT', { why: `“${title}”: ${why}` });
      if ('why' in prepared) return refuse(prepared.why);
      const { file } = prepared;
      if ([title, file.name].some(hasSecrecyMark)) return outgoing.refuseOutgoing('OUTGOING.SECRET');
      if (attached.some(({ sha256 }) => sha256 === file.sha256)) return refuse('tệp này đã kèm theo rồi');
      attached.push({ id: uuidV5(documentId, `attachment ${file.sha256}`), title, ...file, sealed: null });
    }
    return attached;
  }
}
