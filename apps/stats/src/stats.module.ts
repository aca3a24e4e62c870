import { Module } from '@nestjs/common';
import { requestContracts } from '@vanthu/contracts';
import type { ServiceDefinition } from '@vanthu/messaging';
import { FindCoverageDocumentsHandler } from './coverage/queries/find-coverage-documents/find-coverage-documents.handler.js';
import { FindCoveragePartsHandler } from './coverage/queries/find-coverage-parts/find-coverage-parts.handler.js';
import { FindPeriodsHandler } from './coverage/queries/find-periods/find-periods.handler.js';
import { GetCoverageHandler } from './coverage/queries/get-coverage/get-coverage.handler.js';
import { GetVolumesHandler } from './coverage/queries/get-volumes/get-volumes.handler.js';
import { AgencyScope } from './coverage/store/agency-scope.js';
import { CoverageStore } from './coverage/store/coverage.store.js';
import { CoverageParts } from './coverage/store/coverage-parts.js';
import { BulkFacts } from './model/bulk-facts.js';
import { CountByMonthAndPart1764000000000 } from './model/count-by-month-and-part.migration.js';
import { CoverageFacts } from './model/coverage-facts.js';
import { CoverageSums } from './model/coverage-sums.js';
import { FollowTheOwnersHandler } from './model/follow-the-owners.handler.js';
import { Generations } from './model/generations.js';
import { Projector } from './model/projector.js';
import { CreateStatsTables1763880300000 } from './model/stats-tables.migration.js';
import { RebuildHandler } from './rebuild/commands/rebuild.handler.js';
import { GetRebuildHandler } from './rebuild/queries/get-rebuild.handler.js';
import { RebuildJobStore } from './rebuild/rebuild-job.store.js';
import { RebuildRunner } from './rebuild/rebuild-runner.js';

@Module({
  providers: [
    Generations,
    CoverageSums,
    CoverageFacts,
    BulkFacts,
    Projector,
    FollowTheOwnersHandler,
    AgencyScope,
    CoverageStore,
    CoverageParts,
    GetCoverageHandler,
    FindCoverageDocumentsHandler,
    GetVolumesHandler,
    FindPeriodsHandler,
    FindCoveragePartsHandler,
    RebuildJobStore,
    RebuildHandler,
    GetRebuildHandler,
    RebuildRunner,
  ],
})
export class StatsModule {}

export const statsService: ServiceDefinition = {
  name: 'stats',
  module: StatsModule,
  migrations: [CreateStatsTables1763880300000, CountByMonthAndPart1764000000000],
  contracts: requestContracts.filter((contract) => contract.service === 'stats'),
};
