import { Module } from '@nestjs/common';
import { requestContracts } from '@vanthu/contracts';
import { ContentStore, FileTickets, PassingFiles } from '@vanthu/files';
import {
  CalendarRecords,
  SERVICE_CONFIG,
  type ServiceConfig,
  type ServiceDefinition,
  ServiceKeys,
  TimelineStore,
} from '@vanthu/messaging';
import { DraftStepStore } from './draft-steps/draft-step.store.js';
import { AddDraftSteps1764112402800 } from './draft-steps/draft-step-tables.migration.js';
import { Courses } from './flows/courses.js';
import { FlowsHandler } from './flows/flows.handler.js';
import { FlowStore } from './flows/store/flow.store.js';
import { CreateFlowTables1764003300000 } from './flows/store/flow-tables.migration.js';
import { FollowUpBookHandler } from './follow-up/follow-up-book.handler.js';
import { FollowUpLinesStore } from './follow-up/follow-up-lines.store.js';
import { SlipHandler } from './follow-up/slip.handler.js';
import { UrgeDueJob } from './follow-up/urge-due.job.js';
import { UrgeDue } from './follow-up/urge-due.js';
import { UrgingHandler } from './follow-up/urging.handler.js';
import { UrgingRuleStore } from './follow-up/urging-rule.store.js';
import { NoticesHandler } from './notices/notices.handler.js';
import { NoticeStore } from './notices/store/notice.store.js';
import { NoticesBeforeRegistration1764003811000 } from './notices/store/notices-before-registration.migration.js';
import { NoticesWithoutAgency1764003320000 } from './notices/store/notices-without-agency.migration.js';
import { NoticesWithoutDocument1764003200000 } from './notices/store/notices-without-document.migration.js';
import { TellOfCertificatesHandler } from './notices/tell-of-certificates.handler.js';
import { TellOfLateFindingHandler } from './notices/tell-of-late-finding.handler.js';
import { TellOfUrgentArrivalHandler } from './notices/tell-of-urgent-arrival.handler.js';
import { TellWhenAbsentHandler } from './notices/tell-when-absent.handler.js';
import { TellWhenChargedHandler } from './notices/tell-when-charged.handler.js';
import { TellWhenRemindedHandler } from './notices/tell-when-reminded.handler.js';
import { AddPlanTasks1764003310000 } from './plan-tasks/plan-tables.migration.js';
import { PlanTaskStore } from './plan-tasks/plan-task.store.js';
import { PlanTasksHandler } from './plan-tasks/plan-tasks.handler.js';
import { PlanYearsAndProofs1764003810000 } from './plan-tasks/plan-years-and-proofs.migration.js';
import { PlansHandler } from './plan-tasks/plans.handler.js';
import { AdviseHandler } from './routed-document/commands/advise/advise.handler.js';
import { AssignHandler } from './routed-document/commands/assign/assign.handler.js';
import { CompleteHandler } from './routed-document/commands/complete/complete.handler.js';
import { DirectHandler } from './routed-document/commands/direct/direct.handler.js';
import { ExtensionHandler } from './routed-document/commands/extension/extension.handler.js';
import { ReadersHandler } from './routed-document/commands/readers/readers.handler.js';
import { ReassignHandler } from './routed-document/commands/reassign/reassign.handler.js';
import { ReportHandler } from './routed-document/commands/report/report.handler.js';
import { SendBackHandler } from './routed-document/commands/send-back/send-back.handler.js';
import { SortHandler } from './routed-document/commands/sort/sort.handler.js';
import { SubmitHandler } from './routed-document/commands/submit/submit.handler.js';
import { TakeOverHandler } from './routed-document/commands/take-over/take-over.handler.js';
import { UndoHandler } from './routed-document/commands/undo/undo.handler.js';
import { CancelWhenRecalledHandler } from './routed-document/events/cancel-when-recalled.handler.js';
import { KnowWhenIssuedHandler } from './routed-document/events/know-when-issued.handler.js';
import { KnowWhenRegisteredHandler } from './routed-document/events/know-when-registered.handler.js';
import { FindRoutedHandler } from './routed-document/queries/find-documents/find-routed.handler.js';
import { GetRoutedHandler } from './routed-document/queries/get-document/get-routed.handler.js';
import { Announcer } from './routed-document/store/announcer.js';
import { CalendarStore } from './routed-document/store/calendar.store.js';
import { CreateFollowUpTables1764000100000 } from './routed-document/store/follow-up-tables.migration.js';
import { IssuedDocumentStore } from './routed-document/store/issued-document.store.js';
import { Organisation } from './routed-document/store/organisation.js';
import { ProofStore } from './routed-document/store/proof.store.js';
import { RoutedDocumentStore } from './routed-document/store/routed-document.store.js';
import { RoutedListStore } from './routed-document/store/routed-list.store.js';
import { CreateRoutingTables1763880200000 } from './routed-document/store/routing-tables.migration.js';
import { Way } from './routed-document/store/way.js';

@Module({
  providers: [
    {
      provide: PassingFiles,
      inject: [SERVICE_CONFIG],
      useFactory: (config: ServiceConfig) => new PassingFiles(config.files),
    },
    ...[
      RoutedDocumentStore,
      RoutedListStore,
      IssuedDocumentStore,
      ProofStore,
      TimelineStore,
      CalendarRecords,
      CalendarStore,
    ],
    {
      provide: ContentStore,
      inject: [SERVICE_CONFIG],
      useFactory: (config: ServiceConfig) => new ContentStore(config.files),
    },
    {
      provide: FileTickets,
      inject: [ServiceKeys],
      useFactory: (keys: ServiceKeys) => new FileTickets({ publicKey: keys.publicKeyOf('gateway') }),
    },
    ...[PlanTaskStore, PlanTasksHandler, PlansHandler],
    ...[DraftStepStore, FlowStore, Courses, FlowsHandler, AdviseHandler, ReadersHandler, SortHandler],
    ...[Organisation, Announcer, Way, NoticeStore, FollowUpLinesStore, UrgingRuleStore, UrgeDue],
    ...[KnowWhenRegisteredHandler, KnowWhenIssuedHandler, CancelWhenRecalledHandler],
    ...[SubmitHandler, DirectHandler, AssignHandler, CompleteHandler, ReportHandler],
    ...[UndoHandler, SendBackHandler, ReassignHandler, TakeOverHandler, ExtensionHandler],
    ...[FindRoutedHandler, GetRoutedHandler, FollowUpBookHandler, SlipHandler, NoticesHandler],
    ...[
      UrgingHandler,
      UrgeDueJob,
      TellWhenRemindedHandler,
      TellWhenAbsentHandler,
      TellWhenChargedHandler,
      TellOfCertificatesHandler,
    ],
    ...[TellOfUrgentArrivalHandler, TellOfLateFindingHandler],
  ],
})
export class RoutingModule {}

export const routingService: ServiceDefinition = {
  name: 'routing',
  module: RoutingModule,
  migrations: [
    CreateRoutingTables1763880200000,
    CreateFollowUpTables1764000100000,
    NoticesWithoutDocument1764003200000,
    CreateFlowTables1764003300000,
    AddPlanTasks1764003310000,
    NoticesWithoutAgency1764003320000,
    PlanYearsAndProofs1764003810000,
    NoticesBeforeRegistration1764003811000,
    AddDraftSteps1764112402800,
  ],
  contracts: requestContracts.filter((contract) => contract.service === 'routing'),
};
