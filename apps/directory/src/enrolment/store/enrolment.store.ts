import { directory } from '@vanthu/contracts';
import { civilDateOf } from '@vanthu/decree30';
import type { Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { Questioner } from '../../organisation/store/record-table.js';

type Enrolment = directory.Enrolment;
type Owner = Enrolment['owner'];

const columns = `e.id, e.certificate_sha256, e.person_id, e.agency_id, e.subject, e.valid_from, e.valid_to, e.proof,
  e.withdrawn_at`;

const Row = z
  .object({
    id: z.string(),
    certificate_sha256: z.string(),
    person_id: z.string().nullable(),
    agency_id: z.string().nullable(),
    subject: z.string(),
    valid_from: z.date(),
    valid_to: z.date(),
    proof: z.string(),
    withdrawn_at: z.date().nullable(),
  })
  .transform((row) => ({
    withdrawn: row.withdrawn_at !== null,
    enrolment: directory.Enrolment.parse({
      id: row.id,
      certificateSha256: row.certificate_sha256,
      owner: row.person_id
        ? { kind: 'person', personId: row.person_id }
        : { kind: 'organisation', agencyId: row.agency_id },
      subject: row.subject,
      validFrom: row.valid_from.toISOString(),
      validTo: row.valid_to.toISOString(),
      proof: row.proof,
    }),
  }));

const ownerColumns = (owner: Owner) =>
  owner.kind === 'person' ? { personId: owner.personId, agencyId: null } : { personId: null, agencyId: owner.agencyId };

/** Two enrolments of one certificate wait for each other, so that no overlap slips between question and insert. */
export async function lockCertificate(tx: Tx, certificateSha256: string): Promise<void> {
  await tx.query('SELECT pg_advisory_xact_lock(hashtextextended($1, 1))', [certificateSha256]);
}

/** Enrolments of the certificate that share an instant with the period; a withdrawn one ends where it was withdrawn. */
export async function overlapping(tx: Tx, certificateSha256: string, from: Date, to: Date): Promise<Enrolment[]> {
  const rows = await tx.query(
    `SELECT ${columns} FROM enrolment e WHERE e.certificate_sha256 = $1 AND e.valid_from < $3 AND e.valid_to > $2
        AND e.valid_to > e.valid_from`,
    [certificateSha256, from, to],
  );
  return z
    .array(Row)
    .parse(rows)
    .map((row) => row.enrolment);
}

export async function insertEnrolment(tx: Tx, enrolment: Enrolment): Promise<void> {
  const { personId, agencyId } = ownerColumns(enrolment.owner);
  await tx.query(
    `INSERT INTO enrolment (id, certificate_sha256, owner_kind, person_id, agency_id, subject, valid_from, valid_to, proof)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
    [
      enrolment.id,
      enrolment.certificateSha256,
      enrolment.owner.kind,
      personId,
      agencyId,
      enrolment.subject,
      enrolment.validFrom,
      enrolment.validTo,
      enrolment.proof,
    ],
  );
}

export async function lockEnrolment(tx: Tx, id: string) {
  const rows = await tx.query(`SELECT ${columns} FROM enrolment e WHERE e.id = $1 FOR UPDATE`, [id]);
  return z.array(Row).parse(rows)[0] ?? null;
}

/** Ends it at the instant, or leaves nothing of it when it had not begun. What was true before stays true. */
export async function endEnrolment(tx: Tx, id: string, at: Date, reason: string) {
  await tx.query(
    `UPDATE enrolment SET valid_to = greatest(valid_from, least(valid_to, $2)), withdrawn_at = $2, withdrawn_because = $3
      WHERE id = $1`,
    [id, at, reason],
  );
  const rows = await tx.query(`SELECT ${columns} FROM enrolment e WHERE e.id = $1`, [id]);
  return z.array(Row).parse(rows)[0]?.enrolment ?? null;
}

const Owned = z.object({ owner_name: z.string(), owner_agency: z.string().nullable() });

/** Enrolments that hold at the instant, with the owner's name; both conditions narrow. */
export async function enrolmentsAt(
  db: Questioner,
  asked: { at: string; certificates?: string[] | undefined; owner?: Owner | undefined },
) {
  const owner = asked.owner ? ownerColumns(asked.owner) : null;
  const rows = await db.query(
    `SELECT ${columns}, coalesce(person.full_name, agency.name) AS owner_name,
            coalesce(e.agency_id, (
              SELECT p.agency_id FROM position p
               WHERE p.person_id = e.person_id AND p.valid_from <= $5 AND (p.valid_to IS NULL OR p.valid_to >= $5)
               ORDER BY p.valid_from DESC, p.id LIMIT 1)) AS owner_agency
       FROM enrolment e LEFT JOIN person ON person.id = e.person_id LEFT JOIN agency ON agency.id = e.agency_id
      WHERE e.valid_from <= $1 AND e.valid_to > $1
        AND ($2::text[] IS NULL OR e.certificate_sha256 = ANY($2))
        AND ($3::uuid IS NULL OR e.person_id = $3) AND ($4::uuid IS NULL OR e.agency_id = $4)
      ORDER BY e.valid_from DESC, e.id LIMIT 1000`,
    [
      asked.at,
      asked.certificates ?? null,
      owner?.personId ?? null,
      owner?.agencyId ?? null,
      civilDateOf(new Date(asked.at)),
    ],
  );
  return (rows as unknown[]).map((row) => {
    const { owner_name, owner_agency } = Owned.parse(row);
    return { ...Row.parse(row).enrolment, ownerName: owner_name, agencyId: owner_agency };
  });
}
