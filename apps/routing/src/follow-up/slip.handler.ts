import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { directory, type InputOf, isRefusal, routing } from '@vanthu/contracts';
import {
  type CivilDate,
  civilDate,
  civilDateOf,
  kindByCode,
  layOutReport,
  loadTinos,
  printDate,
  printShortDate,
} from '@vanthu/decree30';
import { PassingFiles } from '@vanthu/files';
import { type Answer, Handles, RequestClient, type RequestContext, TimelineStore } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { notFound, notTheTurn } from '../routed-document/domain/authorise.js';
import { mayRead, type RoutedDocument } from '../routed-document/domain/routed-document.js';
import { RoutedDocumentStore } from '../routed-document/store/routed-document.store.js';

const mostBytes = 16 * 1_048_576;
const blank = '…'.repeat(26);

/** Phiếu giải quyết văn bản đến (Annex IV part VII; Art. 23.3): what has been written so far, and room for the rest. */
@Injectable()
export class SlipHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly requests: RequestClient,
    private readonly documents: RoutedDocumentStore,
    private readonly timeline: TimelineStore,
    private readonly passing: PassingFiles,
  ) {}

  @Handles(routing.PrintSlip)
  async print(
    { documentId }: InputOf<typeof routing.PrintSlip>,
    ctx: RequestContext,
  ): Promise<Answer<typeof routing.PrintSlip>> {
    const { actor } = ctx;
    if (actor === null) return notFound();
    const found = await this.transactions.run(async (tx) => {
      const document = await this.documents.byId(tx, documentId);
      if (document === null || !mayRead(document, actor)) return notFound();
      if (document.state === 'cancelled') return notTheTurn(document.state);
      await this.timeline.recordAccess(tx, documentId, 'print', actor, ctx.now());
      return document;
    });
    if (isRefusal(found)) return found;
    const agency = await this.requests.ask(directory.GetAgency, { agencyId: found.agencyId }, { for: ctx });
    if (isRefusal(agency)) throw new Error(`the directory does not know the agency ${found.agencyId}`);
    const slip = {
      agencyName: agency.name,
      title: 'Phiếu giải quyết văn bản đến',
      subtitle: subjectVi(found),
      sentences: [`${agency.place}, ${printDate(ctx.today() as CivilDate)}`, ...sentencesOf(found)],
      tables: [],
    };
    const { pdf } = await layOutReport(slip, await loadTinos(), { createdAt: ctx.now() });
    const stored = await this.passing.take(Readable.from([pdf]), { maxBytes: mostBytes });
    if (isRefusal(stored)) return stored;
    return {
      passingId: stored.id,
      bytes: stored.bytes,
      name: `phieu-giai-quyet-${found.arrivalNumber}.pdf`,
      mediaType: 'application/pdf',
    };
  }
}

function subjectVi(document: RoutedDocument): string {
  const kind = document.kind === null ? '' : `${kindByCode(document.kind)?.nameVi ?? ''} `;
  const dated = document.documentDate === null ? '' : ` ngày ${printShortDate(civilDate(document.documentDate))}`;
  return `${kind}số ${document.numberAndSymbol}${dated} của ${document.senderName} về: ${document.abstract} (số đến ${document.arrivalNumber})`;
}

/** The three opinions, each with its day. */
function sentencesOf({ direction, tasks }: RoutedDocument): string[] {
  const dayVi = (day: string) => printShortDate(civilDate(day));
  const leader =
    direction === null
      ? [blank]
      : [
          `Chủ trì: ${direction.lead.name}. Phối hợp: ${direction.cooperators.map(({ name }) => name).join(', ') || 'không'}. Thời hạn: ${dayVi(direction.deadline)}.`,
          direction.text,
          `${direction.directedBy}, ngày ${dayVi(civilDateOf(new Date(direction.directedAt)))}`,
        ];
  const assigned = tasks
    .filter((task) => task.personName !== null && task.state !== 'closed')
    .map((task) => `${task.assignee.name} giao ${task.personName}, thời hạn ${dayVi(task.deadline)}.`);
  return [
    '1. Ý kiến của lãnh đạo cơ quan, tổ chức:',
    ...leader,
    '2. Ý kiến của lãnh đạo đơn vị:',
    ...(assigned.length === 0 ? [blank] : assigned),
    '3. Ý kiến đề xuất của người giải quyết:',
    blank,
  ];
}
