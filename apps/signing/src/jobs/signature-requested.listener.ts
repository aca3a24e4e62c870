import { isDeepStrictEqual } from 'node:util';
import { Injectable } from '@nestjs/common';
import { outgoing, signing } from '@vanthu/contracts';
import { type ListenContext, type ListenedEvent, Listens, Outbox } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { JobStore, type SigningRequest } from './job.store.js';

/** Queues each ordered signature once per (document, step, manifest); a repeated order gets the stored result. */
@Injectable()
export class SignatureRequestedListener {
  constructor(
    private readonly jobs: JobStore,
    private readonly outbox: Outbox,
  ) {}

  @Listens(outgoing.SignatureRequested)
  async queueOnce(event: ListenedEvent<typeof outgoing.SignatureRequested>, tx: Tx, ctx: ListenContext): Promise<void> {
    await this.queue(event.payload, event, tx, ctx);
  }

  async queue(
    request: SigningRequest,
    event: Pick<ListenedEvent<typeof outgoing.SignatureRequested>, 'actor' | 'traceparent'>,
    tx: Tx,
    ctx: ListenContext,
  ): Promise<void> {
    const civilAt = ctx.at === undefined ? null : new Date(ctx.at);
    const known = await this.jobs.find(tx, request);
    if (!known) await this.jobs.add(tx, request, event.actor, civilAt, event.traceparent);
    else if (known.state === 'done' && known.result && asksForTheSame(known.request, request))
      await this.outbox.add(tx, signing.SignatureMade, { aggregateId: known.job_id, payload: known.result }, ctx);
    else if (known.state !== 'queued' && known.state !== 'running')
      await this.jobs.queueAgain(tx, known.job_id, request, event.actor, civilAt, event.traceparent);
    await this.jobs.ring(tx);
  }
}

/** A voided number is printed in the file that was sealed with it: the next number needs a seal of its own. */
const asksForTheSame = (done: SigningRequest, asked: SigningRequest): boolean =>
  done.fileSha256 === asked.fileSha256 && done.field === asked.field && isDeepStrictEqual(done.fill, asked.fill);
