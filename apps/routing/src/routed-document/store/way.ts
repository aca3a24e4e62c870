import { Injectable } from '@nestjs/common';
import { routing } from '@vanthu/contracts';
import { type RequestContext, TimelineStore } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { Courses } from '../../flows/courses.js';
import { NoticeStore } from '../../notices/store/notice.store.js';
import type { Act, RoutedDocument } from '../domain/routed-document.js';
import type { Standing } from '../domain/standing.js';
import { Announcer } from './announcer.js';
import { RoutedDocumentStore } from './routed-document.store.js';

export interface Step {
  /** As it is to be written. */
  readonly document: RoutedDocument;
  readonly act: Act;
  readonly textVi: string;
  readonly standing?: Standing;
  /** Who reads it no longer; other services take them off too. */
  readonly withdrawn?: readonly string[];
  readonly tell?: Told | readonly Told[];
}

interface Told {
  readonly kind: routing.NoticeKind;
  readonly holders: readonly string[];
  readonly textVi: string;
}

/** How people speak of a document in one line. */
export function nameVi({ source, arrivalNumber, numberAndSymbol, abstract }: RoutedDocument): string {
  const which = source === 'document' ? numberAndSymbol : `nhiệm vụ ${arrivalNumber} của ${numberAndSymbol}`;
  return `${which} (${abstract.length > 120 ? `${abstract.slice(0, 119)}…` : abstract})`;
}

/** What every step writes in one transaction: the document, who did it on whose authority, and who is told. */
@Injectable()
export class Way {
  constructor(
    private readonly documents: RoutedDocumentStore,
    private readonly timeline: TimelineStore,
    private readonly notices: NoticeStore,
    private readonly announcer: Announcer,
    private readonly courses: Courses,
  ) {}

  /** The document with its next version; the caller says what has happened. */
  async step(tx: Tx, ctx: RequestContext, { document, act, textVi, standing, tell }: Step): Promise<RoutedDocument> {
    const changed = await this.documents.save(tx, await this.courses.settle(tx, document));
    const authority = standing?.authority;
    await this.timeline.record(tx, changed.documentId, { act, textVi, ...(authority ? { authority } : {}) }, ctx);
    const notices = [tell ?? []].flat().flatMap(({ kind, holders, textVi: told }) =>
      holders.map((holder) => ({
        key: `${changed.documentId}:${changed.version}:${kind}:${holder}`,
        ...{ holder, kind, textVi: told },
      })),
    );
    await this.notices.tell(tx, changed, notices, ctx.now(), ctx.today());
    return changed;
  }

  /** A step back or sideways: told as the way stands now. */
  async reroute(tx: Tx, ctx: RequestContext, step: Step) {
    const changed = await this.step(tx, ctx, step);
    const { state, submittedToPositionId, submittedToName, deadline, tasks } = changed;
    await this.announcer.announce(
      tx,
      routing.Rerouted,
      changed,
      {
        act: step.act,
        textVi: step.textVi,
        ...{ state, submittedToPositionId, submittedToName, deadline },
        tasks: [...tasks],
        ...(step.withdrawn ? { withdrawn: [...step.withdrawn] } : {}),
      },
      ctx,
    );
    return { documentId: changed.documentId, state: changed.state, version: changed.version };
  }
}
