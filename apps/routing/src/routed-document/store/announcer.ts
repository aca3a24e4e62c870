import { Injectable } from '@nestjs/common';
import { type EventContract, type PayloadOf, routing } from '@vanthu/contracts';
import { Outbox, type RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import type { z } from 'zod';
import type { Act, RoutedDocument } from '../domain/routed-document.js';

type Rest<E extends EventContract> = Omit<PayloadOf<E> & object, 'documentId' | 'agencyId' | 'readers'>;

const actOf: Readonly<Record<string, Act>> = { assigned: 'assign', directed: 'direct', completed: 'complete' };

/** Every event of a routed document begins with the same three facts. */
@Injectable()
export class Announcer {
  constructor(private readonly outbox: Outbox) {}

  async announce<E extends EventContract>(
    tx: Tx,
    contract: E,
    document: RoutedDocument,
    rest: Rest<E>,
    ctx: RequestContext,
  ): Promise<void> {
    const { documentId, agencyId, readers } = document;
    if (document.source !== 'document') {
      // Reception knows nothing of work of a plan: only open pages are told.
      const act = actOf[contract.name] ?? 'report';
      const changed = { documentId, agencyId, readers: [...readers], act };
      await this.outbox.add(tx, routing.PlanTaskChanged, { aggregateId: documentId, payload: changed }, ctx);
      return;
    }
    const payload = { documentId, agencyId, readers: [...readers], ...rest } as unknown as z.input<E['payload']> &
      PayloadOf<E>;
    await this.outbox.add(tx, contract, { aggregateId: documentId, payload }, ctx);
  }
}
