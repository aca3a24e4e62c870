import { Injectable } from '@nestjs/common';
import { incoming, outgoing } from '@vanthu/contracts';
import { type ListenedEvent, Listens } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { PreservationStore } from './preservation.store.js';

type Sealed = ListenedEvent<typeof outgoing.RegisterSealed> | ListenedEvent<typeof incoming.RegisterSealed>;

/** A closed register that the organisation has signed is kept for decades like an issued document (Art. 16.2.b; R-VER-03). */
@Injectable()
export class RegisterSealedListener {
  constructor(private readonly preservation: PreservationStore) {}

  @Listens(outgoing.RegisterSealed)
  ofOutgoing(event: ListenedEvent<typeof outgoing.RegisterSealed>, tx: Tx): Promise<void> {
    return this.await(event, tx);
  }

  @Listens(incoming.RegisterSealed)
  ofIncoming(event: ListenedEvent<typeof incoming.RegisterSealed>, tx: Tx): Promise<void> {
    return this.await(event, tx);
  }

  private await({ payload }: Sealed, tx: Tx): Promise<void> {
    return this.preservation.await(tx, payload.closedId, payload.sha256, new Date(payload.signedAt));
  }
}
