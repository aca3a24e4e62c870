import { signing } from '@vanthu/contracts';
import type { ServiceDefinition } from '@vanthu/messaging';
import { SigningTables1763800000000 } from './migrations/1763800000000-signing-tables.js';
import { SigningModule } from './signing.module.js';

/** Every signature made and every one judged; the only service that reaches keys. */
export const signingService: ServiceDefinition = {
  name: 'signing',
  module: SigningModule,
  migrations: [SigningTables1763800000000],
  contracts: [
    signing.GetActivationKey,
    signing.OpenActivation,
    signing.StoreKey,
    signing.JudgeFile,
    signing.RejudgeDocument,
    signing.GetEvidence,
  ],
};
