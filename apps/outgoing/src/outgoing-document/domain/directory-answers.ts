import type { directory, OutputOf } from '@vanthu/contracts';

export type DirectoryAgency = OutputOf<typeof directory.GetAgency>;
export type SigningAuthority = OutputOf<typeof directory.CheckAuthority>;
