import { Module } from '@nestjs/common';
import { requestContracts } from '@vanthu/contracts';
import type { ServiceDefinition } from '@vanthu/messaging';
import { FindCoverageDocumentsHandler } from './coverage/queries/find-coverage-documents/find-coverage-documents.handler.js';
import { GetCoverageHandler } from './coverage/queries/get-coverage/get-coverage.handler.js';
import { GetVolumesHandler } from './coverage/queries/get-volumes/get-volumes.handler.js';
import { AgencyScope } from './coverage/store/agency-scope.js';
import { CoverageStore } from './coverage/store/coverage.store.js';
import { CoverageFacts } from './model/coverage-facts.js';
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
    CoverageFacts,
    Projector,
    FollowTheOwnersHandler,
    AgencyScope,
    CoverageStore,
    GetCoverageHandler,
    FindCoverageDocumentsHandler,
    GetVolumesHandler,
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
  migrations: [CreateStatsTables1763880300000],
  contracts: requestContracts.filter((contract) => contract.service === 'stats'),
};
