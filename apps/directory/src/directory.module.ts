import { Module } from '@nestjs/common';
import { EndAbsenceHandler } from './absence/commands/end-absence/end-absence.handler.js';
import { RecordAbsenceHandler } from './absence/commands/record-absence/record-absence.handler.js';
import { FindAbsencesHandler } from './absence/queries/find-absences/find-absences.handler.js';
import { CheckAuthorityHandler } from './authority/queries/check-authority/check-authority.handler.js';
import { SetCalendarHandler } from './calendar/commands/set-calendar/set-calendar.handler.js';
import { GetCalendarHandler } from './calendar/queries/get-calendar/get-calendar.handler.js';
import { VerifyCredentialsHandler } from './credentials/queries/verify-credentials/verify-credentials.handler.js';
import { EnrolCertificateHandler } from './enrolment/commands/enrol-certificate/enrol-certificate.handler.js';
import { WithdrawEnrolmentHandler } from './enrolment/commands/withdraw-enrolment/withdraw-enrolment.handler.js';
import { ExpiryHandler } from './enrolment/expiry/expiry.handler.js';
import { FindEnrolmentsHandler } from './enrolment/queries/find-enrolments/find-enrolments.handler.js';
import { MachineAccountsHandler } from './machine-accounts/machine-accounts.handler.js';
import { LoadOrganisationHandler } from './organisation/commands/load-organisation/load-organisation.handler.js';
import { FindAgenciesHandler } from './organisation/queries/find-agencies/find-agencies.handler.js';
import { FindPeopleHandler } from './organisation/queries/find-people/find-people.handler.js';
import { GetAgencyHandler } from './organisation/queries/get-agency/get-agency.handler.js';
import { GetPersonHandler } from './organisation/queries/get-person/get-person.handler.js';
import { ResolveActorHandler } from './organisation/queries/resolve-actor/resolve-actor.handler.js';
import { RecipientsHandler } from './recipients/recipients.handler.js';
import { SavedSearchesHandler } from './saved-searches/saved-searches.handler.js';
import { SealDevicesHandler } from './seal-devices/seal-devices.handler.js';

const handlers = [
  LoadOrganisationHandler,
  EnrolCertificateHandler,
  WithdrawEnrolmentHandler,
  FindEnrolmentsHandler,
  VerifyCredentialsHandler,
  GetPersonHandler,
  ResolveActorHandler,
  CheckAuthorityHandler,
  GetAgencyHandler,
  FindAgenciesHandler,
  FindPeopleHandler,
  RecordAbsenceHandler,
  EndAbsenceHandler,
  FindAbsencesHandler,
  SealDevicesHandler,
  RecipientsHandler,
  SavedSearchesHandler,
  MachineAccountsHandler,
  ExpiryHandler,
  SetCalendarHandler,
  GetCalendarHandler,
];

/** Who may do what, in what capacity, on which day; who is away, which days are worked; and whose certificate is whose. */
@Module({ providers: handlers })
export class DirectoryModule {}
