import { requestContracts } from '@vanthu/contracts';
import type { ServiceDefinition } from '@vanthu/messaging';
import { DirectoryModule } from './directory.module.js';
import { Organisation1763880000000 } from './migrations/1763880000000-organisation.js';
import { Enrolment1763880000100 } from './migrations/1763880000100-enrolment.js';
import { AbsenceAndCalendar1764000000000 } from './migrations/1764000000000-absence-and-calendar.js';
import { SealDevices1764000100000 } from './migrations/1764000100000-seal-devices.js';
import { RecipientGroups1764000200000 } from './migrations/1764000200000-recipient-groups.js';
import { SearchesAndMachines1764100230000 } from './migrations/1764100230000-searches-and-machines.js';

export const directoryService: ServiceDefinition = {
  name: 'directory',
  module: DirectoryModule,
  migrations: [
    Organisation1763880000000,
    Enrolment1763880000100,
    AbsenceAndCalendar1764000000000,
    SealDevices1764000100000,
    RecipientGroups1764000200000,
    SearchesAndMachines1764100230000,
  ],
  contracts: requestContracts.filter((contract) => contract.service === 'directory'),
};
