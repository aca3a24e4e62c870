import { Inject, Injectable } from '@nestjs/common';
import { ContentStore, FileTickets } from '@vanthu/files';
import { SERVICE_CONFIG, type ServiceConfig, ServiceKeys } from '@vanthu/messaging';

/** The content store, and the tickets that only this door issues. */
@Injectable()
export class KeptFiles {
  readonly store: ContentStore;
  readonly tickets: FileTickets;

  constructor(@Inject(SERVICE_CONFIG) config: ServiceConfig, keys: ServiceKeys) {
    this.store = new ContentStore(config.files);
    this.tickets = new FileTickets({ publicKey: keys.publicKeyOf('gateway'), privateKey: keys.privateKey });
  }
}
