import { Module } from '@nestjs/common';
import { CheckAuthorityHandler } from './authority/queries/check-authority/check-authority.handler.js';
import { VerifyCredentialsHandler } from './credentials/queries/verify-credentials/verify-credentials.handler.js';
import { EnrolCertificateHandler } from './enrolment/commands/enrol-certificate/enrol-certificate.handler.js';
import { WithdrawEnrolmentHandler } from './enrolment/commands/withdraw-enrolment/withdraw-enrolment.handler.js';
import { FindEnrolmentsHandler } from './enrolment/queries/find-enrolments/find-enrolments.handler.js';
import { LoadOrganisationHandler } from './organisation/commands/load-organisation/load-organisation.handler.js';
import { FindAgenciesHandler } from './organisation/queries/find-agencies/find-agencies.handler.js';
import { FindPeopleHandler } from './organisation/queries/find-people/find-people.handler.js';
import { GetAgencyHandler } from './organisation/queries/get-agency/get-agency.handler.js';
import { GetPersonHandler } from './organisation/queries/get-person/get-person.handler.js';
import { ResolveActorHandler } from './organisation/queries/resolve-actor/resolve-actor.handler.js';

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
];

/** Who may do what, in what capacity, on which day; and whose certificate is whose. */
@Module({ providers: handlers })
export class DirectoryModule {}
