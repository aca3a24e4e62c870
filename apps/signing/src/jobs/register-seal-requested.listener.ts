import { Injectable } from '@nestjs/common';
import { incoming, outgoing, type PayloadOf } from '@vanthu/contracts';
import { type ListenContext, type ListenedEvent, Listens } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import type { SigningRequest } from './job.store.js';
import { SignatureRequestedListener } from './signature-requested.listener.js';

type Order = PayloadOf<typeof outgoing.RegisterSealRequested>;

/** Closed registers wait in the same queue as documents: one step, one file, the organisation alone. */
@Injectable()
export class RegisterSealRequestedListener {
  constructor(private readonly queue: SignatureRequestedListener) {}

  @Listens(outgoing.RegisterSealRequested)
  ofOutgoing(event: ListenedEvent<typeof outgoing.RegisterSealRequested>, tx: Tx, ctx: ListenContext): Promise<void> {
    return this.queue.queue(requestOf(event.payload, 'outgoing'), event, tx, ctx);
  }

  @Listens(incoming.RegisterSealRequested)
  ofIncoming(event: ListenedEvent<typeof incoming.RegisterSealRequested>, tx: Tx, ctx: ListenContext): Promise<void> {
    return this.queue.queue(requestOf(event.payload, 'incoming'), event, tx, ctx);
  }
}

function requestOf(order: Order, service: 'outgoing' | 'incoming'): SigningRequest {
  const { closedId: documentId, agencyId, agencyName, jobId, manifestHash, file, activationId, readers } = order;
  return {
    ...{ documentId, agencyId, jobId, manifestHash, activationId, readers, step: 1, kind: 'organisation' },
    ...{ manifest: { draftNumber: 1, files: [] }, fileSha256: file.sha256, fileName: file.name },
    ...{ field: 'ky_co_quan_so', mark: { form: 'register', agencyName }, attachments: [], fill: [] },
    signer: { kind: 'organisation', agencyId, name: agencyName },
    register: { service, file },
  };
}
