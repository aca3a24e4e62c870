import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { directory, type InputOf, type Refusal } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, Outbox, type RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';
import { type Certificate, parseCertificate } from '@vanthu/pki';
import { agencies, people } from '../../../organisation/store/tables.js';
import { recordActs } from '../../../timeline/timeline.js';
import { insertEnrolment, lockCertificate, overlapping } from '../../store/enrolment.store.js';

type Input = InputOf<typeof directory.EnrolCertificate>;
type Enrolment = directory.Enrolment;

/** Says whose a certificate is. At any instant it belongs to one owner at most. */
@Injectable()
export class EnrolCertificateHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly outbox: Outbox,
  ) {}

  @Handles(directory.EnrolCertificate)
  handle(input: Input, ctx: RequestContext): Promise<Answer<typeof directory.EnrolCertificate>> {
    return this.commands.run(directory.EnrolCertificate, input, ctx, async (tx) => {
      const certificate = read(input.certificateDer);
      if (!certificate) return directory.refuseDirectory('DIRECTORY.BAD_CERTIFICATE');
      const enrolment = enrolmentOf(certificate, input);
      const refusal = periodProblem(enrolment, certificate) ?? (await ownerProblem(tx, input.owner));
      if (refusal) return refusal;

      await lockCertificate(tx, enrolment.certificateSha256);
      const others = await overlapping(
        tx,
        enrolment.certificateSha256,
        new Date(enrolment.validFrom),
        new Date(enrolment.validTo),
      );
      const same = others.find((other) => covers(other, enrolment));
      if (same) return same;
      if (others.length > 0) {
        const ownersOwn = others.every((other) => ownerId(other.owner) === ownerId(enrolment.owner));
        return directory.refuseDirectory(
          ownersOwn ? 'DIRECTORY.ENROLMENT_OVERLAPS' : 'DIRECTORY.CERTIFICATE_TAKEN',
          ownersOwn ? { enrolmentId: others[0]?.id } : {},
        );
      }

      await insertEnrolment(tx, enrolment);
      await recordActs(tx, ctx, [{ act: 'certificate-enrolled', subjectId: enrolment.id, basis: enrolment.proof }]);
      await this.outbox.add(tx, directory.CertificateEnrolled, { aggregateId: enrolment.id, payload: enrolment }, ctx);
      return enrolment;
    });
  }
}

function read(base64: string): Certificate | null {
  try {
    return parseCertificate(Buffer.from(base64, 'base64'));
  } catch {
    // What was sent is no certificate: the sender's mistake, whatever the parser calls it.
    return null;
  }
}

const enrolmentOf = (certificate: Certificate, input: Input): Enrolment => ({
  id: randomUUID(),
  certificateSha256: certificate.fingerprintSha256,
  owner: input.owner,
  subject: certificate.subject.text.slice(0, 500) || '(không có tên)',
  validFrom: input.validFrom ?? certificate.notBefore.toISOString(),
  validTo: input.validTo ?? certificate.notAfter.toISOString(),
  proof: input.proof,
});

function periodProblem({ validFrom, validTo }: Enrolment, { notBefore, notAfter }: Certificate): Refusal | null {
  const [from, to] = [new Date(validFrom), new Date(validTo)];
  if (from < to && from >= notBefore && to <= notAfter) return null;
  return directory.refuseDirectory('DIRECTORY.BAD_PERIOD', {
    from: notBefore.toISOString(),
    to: notAfter.toISOString(),
  });
}

async function ownerProblem(tx: Tx, owner: Input['owner']): Promise<Refusal | null> {
  const found =
    owner.kind === 'person' ? await people.byId(tx, owner.personId) : await agencies.byId(tx, owner.agencyId);
  return found ? null : directory.refuseDirectory('DIRECTORY.UNKNOWN_OWNER');
}

const ownerId = (owner: Enrolment['owner']): string => (owner.kind === 'person' ? owner.personId : owner.agencyId);

/** The same owner already has it for the whole period: nothing is left to do. */
const covers = (held: Enrolment, asked: Enrolment): boolean =>
  ownerId(held.owner) === ownerId(asked.owner) &&
  new Date(held.validFrom) <= new Date(asked.validFrom) &&
  new Date(held.validTo) >= new Date(asked.validTo);
