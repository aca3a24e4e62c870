import { signing } from '@vanthu/contracts';
import type { ServiceDefinition } from '@vanthu/messaging';
import { SigningTables1763800000000 } from './migrations/1763800000000-signing-tables.js';
import { Preservation1764000000000 } from './migrations/1764000000000-preservation.js';
import { WaysToKeys1764000100000 } from './migrations/1764000100000-ways-to-keys.js';
import { Rejudging1764000200000 } from './migrations/1764000200000-rejudging.js';
import { Handouts1764000300000 } from './migrations/1764000300000-handouts.js';
import { RevokedKeys1764000400000 } from './migrations/1764000400000-revoked-keys.js';
import { RemoteAuthorisations1764100000000 } from './migrations/1764100000000-remote-authorisations.js';
import { SigningModule } from './signing.module.js';

/** Every signature made and every one judged; the only service that reaches keys. */
export const signingService: ServiceDefinition = {
  name: 'signing',
  module: SigningModule,
  migrations: [
    SigningTables1763800000000,
    Preservation1764000000000,
    WaysToKeys1764000100000,
    Rejudging1764000200000,
    Handouts1764000300000,
    RevokedKeys1764000400000,
    RemoteAuthorisations1764100000000,
  ],
  contracts: [
    signing.GetActivationKey,
    signing.OpenActivation,
    signing.BeginAuthorisation,
    signing.GetAuthorisation,
    signing.CompleteAuthorisation,
    signing.StoreKey,
    signing.ConnectKey,
    signing.CheckStation,
    signing.CheckCertificate,
    signing.OpenHandout,
    signing.IsHandout,
    signing.FindHandouts,
    signing.OpenHandedOut,
    signing.HandIn,
    signing.HandInCms,
    signing.GiveUpHandout,
    signing.JudgeFile,
    signing.RejudgeDocument,
    signing.GetEvidence,
    signing.GetSignatureEvidence,
    signing.RaiseIssuedFiles,
    signing.StartRejudging,
    signing.GetRejudging,
  ],
};
