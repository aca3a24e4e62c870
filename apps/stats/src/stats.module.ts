import { Module } from '@nestjs/common';
import { requestContracts } from '@vanthu/contracts';
import { PassingFiles } from '@vanthu/files';
import { SERVICE_CONFIG, type ServiceConfig, type ServiceDefinition } from '@vanthu/messaging';
import { RemindOfSignatureHandler } from './coverage/commands/remind-of-signature/remind-of-signature.handler.js';
import { FindCoverageDocumentsHandler } from './coverage/queries/find-coverage-documents/find-coverage-documents.handler.js';
import { FindCoveragePartsHandler } from './coverage/queries/find-coverage-parts/find-coverage-parts.handler.js';
import { FindPeriodsHandler } from './coverage/queries/find-periods/find-periods.handler.js';
import { FindPunctualityHandler } from './coverage/queries/find-punctuality/find-punctuality.handler.js';
import { FindReceivedDocumentsHandler } from './coverage/queries/find-received-documents/find-received-documents.handler.js';
import { GetCoverageHandler } from './coverage/queries/get-coverage/get-coverage.handler.js';
import { GetVolumesHandler } from './coverage/queries/get-volumes/get-volumes.handler.js';
import { AgencyScope } from './coverage/store/agency-scope.js';
import { CoverageStore } from './coverage/store/coverage.store.js';
import { CoverageParts } from './coverage/store/coverage-parts.js';
import { MeasuresStore } from './coverage/store/measures.store.js';
import { CreateReminders1764003300000 } from './coverage/store/reminders.migration.js';
import { RemindersStore } from './coverage/store/reminders.store.js';
import { AgencyTree } from './model/agency-tree.js';
import { BulkFacts } from './model/bulk-facts.js';
import { ChangedFigures } from './model/changed-figures.js';
import { CountByMonthAndPart1764000000000 } from './model/count-by-month-and-part.migration.js';
import { CountForAnySize1795470000000 } from './model/count-for-any-size.migration.js';
import { CountTwoParts1795483890000 } from './model/count-two-parts.migration.js';
import { CountUseListReceived1795473840000 } from './model/count-use-list-received.migration.js';
import { CoverageFacts } from './model/coverage-facts.js';
import { CoverageSums } from './model/coverage-sums.js';
import { FactTables } from './model/fact-tables.js';
import { FoldCountsJob } from './model/fold-counts.job.js';
import { FollowTheOwnersHandler } from './model/follow-the-owners.handler.js';
import { Generations } from './model/generations.js';
import { MeasuredFacts } from './model/measured-facts.js';
import { MeasuredSums } from './model/measured-sums.js';
import { PendingCounts } from './model/pending-counts.js';
import { Projector } from './model/projector.js';
import { ReceivedDocuments } from './model/received-documents.js';
import { CreateStatsTables1763880300000 } from './model/stats-tables.migration.js';
import { TellChangesJob } from './model/tell-changes.job.js';
import { UseFacts } from './model/use-facts.js';
import { RebuildHandler } from './rebuild/commands/rebuild.handler.js';
import { GetRebuildHandler } from './rebuild/queries/get-rebuild.handler.js';
import { RebuildJobStore } from './rebuild/rebuild-job.store.js';
import { RebuildRunner } from './rebuild/rebuild-runner.js';
import { ClosePeriodHandler } from './reports/commands/close-period.handler.js';
import { EnterReportInputsHandler } from './reports/commands/enter-report-inputs.handler.js';
import { ImportReportInputsHandler } from './reports/commands/import-report-inputs.handler.js';
import { Owners } from './reports/files/owners.js';
import { PrintFonts } from './reports/files/print-fonts.js';
import { ReportHead } from './reports/files/report-head.js';
import { GetSnapshotHandler } from './reports/queries/get-snapshot.handler.js';
import { ReportQueriesHandler } from './reports/queries/report-queries.handler.js';
import { WriteReportHandler } from './reports/queries/write-report.handler.js';
import { CreateReportInputs1764003000000 } from './reports/store/report-inputs.migration.js';
import { ReportInputsStore } from './reports/store/report-inputs.store.js';
import { ReportReader } from './reports/store/report-reader.js';
import { CreateSnapshots1764003100000 } from './reports/store/snapshots.migration.js';
import { SnapshotsStore } from './reports/store/snapshots.store.js';
import { SystemFiguresReader } from './reports/store/system-figures.js';
import { FindPeopleOfUseHandler } from './use/find-people-of-use.handler.js';
import { GetUseHandler } from './use/get-use.handler.js';
import { UseStore } from './use/use.store.js';

@Module({
  providers: [
    Generations,
    ChangedFigures,
    TellChangesJob,
    FactTables,
    PendingCounts,
    FoldCountsJob,
    AgencyTree,
    CoverageSums,
    MeasuredSums,
    MeasuredFacts,
    UseFacts,
    ReceivedDocuments,
    CoverageFacts,
    BulkFacts,
    Projector,
    FollowTheOwnersHandler,
    AgencyScope,
    CoverageStore,
    MeasuresStore,
    FindPunctualityHandler,
    CoverageParts,
    RemindersStore,
    RemindOfSignatureHandler,
    GetCoverageHandler,
    FindCoverageDocumentsHandler,
    GetVolumesHandler,
    FindReceivedDocumentsHandler,
    FindPeriodsHandler,
    FindCoveragePartsHandler,
    UseStore,
    GetUseHandler,
    FindPeopleOfUseHandler,
    RebuildJobStore,
    RebuildHandler,
    GetRebuildHandler,
    RebuildRunner,
    {
      provide: PassingFiles,
      inject: [SERVICE_CONFIG],
      useFactory: (config: ServiceConfig) => new PassingFiles(config.files),
    },
    ReportInputsStore,
    SnapshotsStore,
    ClosePeriodHandler,
    GetSnapshotHandler,
    SystemFiguresReader,
    ReportReader,
    Owners,
    ReportHead,
    PrintFonts,
    ReportQueriesHandler,
    WriteReportHandler,
    EnterReportInputsHandler,
    ImportReportInputsHandler,
  ],
})
export class StatsModule {}

export const statsService: ServiceDefinition = {
  name: 'stats',
  module: StatsModule,
  migrations: [
    CreateStatsTables1763880300000,
    CountByMonthAndPart1764000000000,
    CreateReportInputs1764003000000,
    CreateSnapshots1764003100000,
    CreateReminders1764003300000,
    CountForAnySize1795470000000,
    CountUseListReceived1795473840000,
    CountTwoParts1795483890000,
  ],
  contracts: requestContracts.filter((contract) => contract.service === 'stats'),
};
