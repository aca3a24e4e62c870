import { Injectable } from '@nestjs/common';
import { type Actor, commonRefusals, type InputOf, outgoing, refuser } from '@vanthu/contracts';
import { type Answer, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions, type Tx } from '@vanthu/persistence';
import { mayNow } from '../domain/guards.js';
import type { OutgoingDocument } from '../domain/outgoing-document.js';
import { kindNameOf } from '../domain/payloads.js';
import { mayRead } from '../domain/readers.js';
import { waitingForVi } from '../domain/waiting.js';
import { actorOf } from '../store/act-on-document.js';
import { OutgoingDocumentStore } from '../store/outgoing-document.store.js';
import { type SlipDraftRow, type SlipRow, SlipStore } from './slip.store.js';

/** Slips with the drafts that the asking actor may read; a slip of which he reads none is not there. */
@Injectable()
export class SlipQueriesHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly slips: SlipStore,
    private readonly documents: OutgoingDocumentStore,
  ) {}

  @Handles(outgoing.FindSlips)
  find(input: InputOf<typeof outgoing.FindSlips>, ctx: RequestContext): Promise<Answer<typeof outgoing.FindSlips>> {
    const actor = actorOf(ctx);
    return this.transactions.run(async (tx) => ({
      slips: await this.shown(tx, await this.slips.find(tx, actor, input), ctx),
    }));
  }

  @Handles(outgoing.GetSlip)
  get({ slipId }: InputOf<typeof outgoing.GetSlip>, ctx: RequestContext): Promise<Answer<typeof outgoing.GetSlip>> {
    return this.transactions.run(async (tx) => {
      const slip = await this.slips.byId(tx, slipId);
      const [shown] = slip ? await this.shown(tx, [slip], ctx) : [];
      return shown ?? refuser(commonRefusals)('REQUEST.NOT_FOUND');
    });
  }

  private async shown(tx: Tx, slips: readonly SlipRow[], ctx: RequestContext): Promise<outgoing.Slip[]> {
    const actor = actorOf(ctx);
    const rows = await this.slips.drafts(
      tx,
      slips.map(({ id }) => id),
    );
    const ids = [...new Set(rows.map((row) => row.document_id))];
    const found = await this.documents.select(tx, 'd.id = ANY($1::uuid[])', [ids]);
    const readable = new Map(found.filter((one) => mayRead(one, actor)).map((one) => [one.id, one]));
    return slips
      .map((slip) =>
        slipOf(
          slip,
          rows.filter((row) => row.slip_id === slip.id),
          { readable, actor, today: ctx.today() },
        ),
      )
      .filter(({ drafts }) => drafts.length > 0);
  }
}

interface Sight {
  readonly readable: ReadonlyMap<string, OutgoingDocument>;
  readonly actor: Actor;
  readonly today: string;
}

const slipOf = (slip: SlipRow, rows: readonly SlipDraftRow[], { readable, ...who }: Sight): outgoing.Slip => ({
  id: slip.id,
  title: slip.title,
  explanation: slip.explanation,
  submittedBy: slip.person_name,
  submittedOn: slip.submitted_on,
  submittedAt: slip.submitted_at,
  signerName: slip.signer_name,
  open: rows.filter((row) => row.decision === null).length,
  drafts: rows.flatMap((row) => {
    const document = readable.get(row.document_id);
    return document ? [draftOf(row, document, who)] : [];
  }),
});

const draftOf = (
  row: SlipDraftRow,
  document: OutgoingDocument,
  { actor, today }: Omit<Sight, 'readable'>,
): outgoing.Slip['drafts'][number] => ({
  documentId: document.id,
  kindName: kindNameOf(document.kind),
  abstract: document.abstract,
  state: document.state,
  manifestHash: row.manifest_hash ?? document.manifest.hash,
  waitingFor: waitingForVi(document, today),
  decision: row.decision,
  decidedBy: row.decided_by,
  decidedAt: row.decided_at,
  reason: row.reason,
  notSignedVi: row.not_signed,
  isMine: row.decision === null && mayNow('sign', document, actor, today) === null,
});
