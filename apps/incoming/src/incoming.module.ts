import { Module } from '@nestjs/common';
import { requestContracts } from '@vanthu/contracts';
import { ContentStore, FileTickets } from '@vanthu/files';
import {
  CalendarRecords,
  SERVICE_CONFIG,
  type ServiceConfig,
  type ServiceDefinition,
  ServiceKeys,
  TimelineStore,
} from '@vanthu/messaging';
import { closedRegisterMigration, registerMigration } from '@vanthu/register';
import { CalendarStore } from './incoming-document/calendar/calendar.store.js';
import { KnowCalendars1764100610000 } from './incoming-document/calendar/calendar-table.migration.js';
import { ChangeKindHandler } from './incoming-document/commands/change-kind/change-kind.handler.js';
import { CheckAgainHandler } from './incoming-document/commands/check-again/check-again.handler.js';
import { ReceiveHandler } from './incoming-document/commands/receive/receive.handler.js';
import { UploadedFile } from './incoming-document/commands/receive/uploaded-file.js';
import { ArrivalSeries } from './incoming-document/commands/register/arrival-series.js';
import { RegisterIncomingHandler } from './incoming-document/commands/register/register-incoming.handler.js';
import { ReturnIncomingHandler } from './incoming-document/commands/return/return-incoming.handler.js';
import { DeliverWhenIssuedHandler } from './incoming-document/events/deliver-when-issued.handler.js';
import { FollowRoutingHandler } from './incoming-document/events/follow-routing.handler.js';
import { CancelWhenRecalledHandler } from './incoming-document/exchange/cancel-when-recalled.handler.js';
import { DeliveredAttachmentsStore } from './incoming-document/exchange/delivered-attachments.store.js';
import { RecallStore } from './incoming-document/exchange/recall.store.js';
import { AddRecalls1764000300000 } from './incoming-document/exchange/recall-tables.migration.js';
import { CheckArrivedJob } from './incoming-document/jobs/check-arrived.job.js';
import { DeliverHostedJob } from './incoming-document/jobs/deliver-hosted.job.js';
import { OwedJobs } from './incoming-document/jobs/owed-jobs.js';
import { FindMeetingsHandler } from './incoming-document/meetings/find-meetings.handler.js';
import { IndexMeetings1764000522000 } from './incoming-document/meetings/meeting-index.migration.js';
import { KnownSender } from './incoming-document/neighbours/known-sender.js';
import { LetterHandlers } from './incoming-document/paper/letter.handlers.js';
import { PaperStore } from './incoming-document/paper/paper.store.js';
import { AddPaper1764000511000 } from './incoming-document/paper/paper-tables.migration.js';
import { ReceivePaperHandler } from './incoming-document/paper/receive-paper.handler.js';
import { StampStore } from './incoming-document/paper/stamp.store.js';
import { StampArrivedJob } from './incoming-document/paper/stamp-arrived.job.js';
import { FindIncomingHandler } from './incoming-document/queries/find-documents/find-incoming.handler.js';
import { GetIncomingHandler } from './incoming-document/queries/get-document/get-incoming.handler.js';
import { OpenIncomingFileHandler } from './incoming-document/queries/open-file/open-incoming-file.handler.js';
import { ReadIncomingRegisterHandler } from './incoming-document/queries/read-register/read-incoming-register.handler.js';
import { ReadUploadHandler } from './incoming-document/reading/read-upload.handler.js';
import { ScanPrograms } from './incoming-document/reading/scan-programs.js';
import { ScanReader } from './incoming-document/reading/scan-reader.js';
import { RememberSenders1764000400000 } from './incoming-document/reading/sender-memory.migration.js';
import { SenderMemoryStore } from './incoming-document/reading/sender-memory.store.js';
import { ClosedIncomingRegisterHandlers } from './incoming-document/register-file/closed-incoming-register.handlers.js';
import { HandlingStore } from './incoming-document/register-file/handling.store.js';
import { IncomingRegisterBooks } from './incoming-document/register-file/incoming-register-book.js';
import { WriteHandlingReportHandler } from './incoming-document/register-file/write-handling-report.handler.js';
import { WriteIncomingRegisterHandler } from './incoming-document/register-file/write-incoming-register.handler.js';
import { ReadTextJob } from './incoming-document/search/read-text.job.js';
import { AddIncomingSearchWords1764100210000 } from './incoming-document/search/search-words.migration.js';
import { DuplicateFinder } from './incoming-document/store/duplicate-finder.js';
import { IncomingDocumentStore } from './incoming-document/store/incoming-document.store.js';
import { IncomingListStore } from './incoming-document/store/incoming-list.store.js';
import { CreateIncomingTables1763880100000 } from './incoming-document/store/incoming-tables.migration.js';
import { OwedWorkStore } from './incoming-document/store/owed-work.store.js';
import { Reception } from './incoming-document/store/reception.js';
import { RegisterLineStore } from './incoming-document/store/register-line.store.js';
import { AddWatchedFolders1764000533000 } from './incoming-document/watched-folder/folder-tables.migration.js';
import { ReadArrival } from './incoming-document/watched-folder/read-arrival.js';
import { TakeIn } from './incoming-document/watched-folder/take-in.js';
import { WatchFoldersJob } from './incoming-document/watched-folder/watch-folders.job.js';

@Module({
  providers: [
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
    IncomingDocumentStore,
    IncomingListStore,
    DuplicateFinder,
    RegisterLineStore,
    TimelineStore,
    OwedWorkStore,
    Reception,
    ArrivalSeries,
    KnownSender,
    SenderMemoryStore,
    ScanPrograms,
    ScanReader,
    ReadUploadHandler,
    UploadedFile,
    ReceiveHandler,
    PaperStore,
    StampStore,
    ReceivePaperHandler,
    LetterHandlers,
    FindMeetingsHandler,
    StampArrivedJob,
    ReadArrival,
    TakeIn,
    WatchFoldersJob,
    ChangeKindHandler,
    CheckAgainHandler,
    RegisterIncomingHandler,
    ReturnIncomingHandler,
    FindIncomingHandler,
    GetIncomingHandler,
    OpenIncomingFileHandler,
    ReadIncomingRegisterHandler,
    DeliverWhenIssuedHandler,
    FollowRoutingHandler,
    RecallStore,
    DeliveredAttachmentsStore,
    CancelWhenRecalledHandler,
    WriteIncomingRegisterHandler,
    IncomingRegisterBooks,
    WriteHandlingReportHandler,
    HandlingStore,
    ClosedIncomingRegisterHandlers,
    CalendarRecords,
    CalendarStore,
    OwedJobs,
    CheckArrivedJob,
    ReadTextJob,
    DeliverHostedJob,
  ],
})
export class IncomingModule {}

export const incomingService: ServiceDefinition = {
  name: 'incoming',
  module: IncomingModule,
  migrations: [
    registerMigration(1763880000000),
    CreateIncomingTables1763880100000,
    AddRecalls1764000300000,
    RememberSenders1764000400000,
    AddIncomingSearchWords1764100210000,
    AddPaper1764000511000,
    IndexMeetings1764000522000,
    AddWatchedFolders1764000533000,
    KnowCalendars1764100610000,
    closedRegisterMigration(1764100200000, { direction: 'incoming', lineDay: 't.arrived_on' }),
  ],
  contracts: requestContracts.filter((contract) => contract.service === 'incoming'),
};
