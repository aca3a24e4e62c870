import { Module } from '@nestjs/common';
import { requestContracts } from '@vanthu/contracts';
import type { ServiceDefinition } from '@vanthu/messaging';
import { AssignHandler } from './routed-document/commands/assign/assign.handler.js';
import { CompleteHandler } from './routed-document/commands/complete/complete.handler.js';
import { DirectHandler } from './routed-document/commands/direct/direct.handler.js';
import { SubmitHandler } from './routed-document/commands/submit/submit.handler.js';
import { KnowWhenIssuedHandler } from './routed-document/events/know-when-issued.handler.js';
import { KnowWhenRegisteredHandler } from './routed-document/events/know-when-registered.handler.js';
import { FindRoutedHandler } from './routed-document/queries/find-documents/find-routed.handler.js';
import { GetRoutedHandler } from './routed-document/queries/get-document/get-routed.handler.js';
import { Announcer } from './routed-document/store/announcer.js';
import { IssuedDocumentStore } from './routed-document/store/issued-document.store.js';
import { Organisation } from './routed-document/store/organisation.js';
import { RoutedDocumentStore } from './routed-document/store/routed-document.store.js';
import { RoutedListStore } from './routed-document/store/routed-list.store.js';
import { CreateRoutingTables1763880200000 } from './routed-document/store/routing-tables.migration.js';
import { TimelineStore } from './routed-document/store/timeline.store.js';

@Module({
  providers: [
    RoutedDocumentStore,
    RoutedListStore,
    IssuedDocumentStore,
    TimelineStore,
    Organisation,
    Announcer,
    KnowWhenRegisteredHandler,
    KnowWhenIssuedHandler,
    SubmitHandler,
    DirectHandler,
    AssignHandler,
    CompleteHandler,
    FindRoutedHandler,
    GetRoutedHandler,
  ],
})
export class RoutingModule {}

export const routingService: ServiceDefinition = {
  name: 'routing',
  module: RoutingModule,
  migrations: [CreateRoutingTables1763880200000],
  contracts: requestContracts.filter((contract) => contract.service === 'routing'),
};
