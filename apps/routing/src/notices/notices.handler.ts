import { Injectable } from '@nestjs/common';
import { type Actor, type InputOf, routing } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { Transactions } from '@vanthu/persistence';
import { notFound } from '../routed-document/domain/authorise.js';
import { holdsAs } from '../routed-document/domain/routed-document.js';
import { NoticeStore } from './store/notice.store.js';

const whoIs = (actor: Actor) => ({ personId: actor.personId, ...holdsAs(actor) });

/** What the asking person is told, and how one wants to be told: at once, once a day, or never. */
@Injectable()
export class NoticesHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly commands: CommandRunner,
    private readonly notices: NoticeStore,
  ) {}

  @Handles(routing.FindNotices)
  find(input: InputOf<typeof routing.FindNotices>, ctx: RequestContext): Promise<Answer<typeof routing.FindNotices>> {
    return this.transactions.run(async (tx) => {
      if (ctx.actor === null) return notFound();
      const question = { unread: input.unread, limit: input.limit, cursor: input.cursor };
      const { rows, ...counted } = await this.notices.page(tx, whoIs(ctx.actor), question);
      const items = rows.map((row) => ({
        id: row.id,
        kind: row.kind,
        textVi: row.text_vi,
        documentId: row.document_id,
        source: row.source,
        urgency: row.urgency,
        at: row.at,
        read: row.read,
      }));
      const last = items.at(-1);
      const nextCursor = last !== undefined && items.length === input.limit ? `${last.at}|${last.id}` : null;
      return { items, nextCursor, ...counted };
    });
  }

  @Handles(routing.ReadNotices)
  read(input: InputOf<typeof routing.ReadNotices>, ctx: RequestContext): Promise<Answer<typeof routing.ReadNotices>> {
    return this.commands.run(routing.ReadNotices, input, ctx, async (tx) => {
      if (ctx.actor === null) return notFound();
      const who = whoIs(ctx.actor);
      await this.notices.markRead(tx, who, input.ids ?? null);
      const { unread } = await this.notices.page(tx, who, { unread: true, limit: 1, cursor: undefined });
      return { unread };
    });
  }

  @Handles(routing.GetNoticePreferences)
  preferences(
    _: InputOf<typeof routing.GetNoticePreferences>,
    ctx: RequestContext,
  ): Promise<Answer<typeof routing.GetNoticePreferences>> {
    return this.transactions.run(async (tx) =>
      ctx.actor === null ? notFound() : { modes: await this.notices.modesOf(tx, ctx.actor.personId) },
    );
  }

  @Handles(routing.SetNoticePreferences)
  set(
    input: InputOf<typeof routing.SetNoticePreferences>,
    ctx: RequestContext,
  ): Promise<Answer<typeof routing.SetNoticePreferences>> {
    return this.commands.run(routing.SetNoticePreferences, input, ctx, async (tx) => {
      if (ctx.actor === null) return notFound();
      await this.notices.setModes(tx, ctx.actor.personId, input.modes);
      return { modes: await this.notices.modesOf(tx, ctx.actor.personId) };
    });
  }
}
