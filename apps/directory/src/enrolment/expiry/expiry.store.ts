import { directory } from '@vanthu/contracts';
import { civilDateOf } from '@vanthu/decree30';
import type { Tx } from '@vanthu/persistence';
import { z } from 'zod';
import type { Questioner } from '../../organisation/store/record-table.js';

type EnrolledCertificate = directory.EnrolledCertificate;
type Expiring = z.infer<typeof directory.CertificateExpiring.payload>;

const DAY_MS = 86_400_000;
/** Ended certificates stay in sight for so long. */
const SHOWN_AFTER = `interval '90 days'`;

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
    owner_name: z.string(),
    owner_agency: z.string().nullable(),
    is_renewed: z.boolean(),
  })
  .transform((row) => ({
    id: row.id,
    certificateSha256: row.certificate_sha256,
    owner: row.person_id
      ? { kind: 'person' as const, personId: row.person_id }
      : { kind: 'organisation' as const, agencyId: row.agency_id ?? '' },
    subject: row.subject,
    validFrom: row.valid_from.toISOString(),
    validTo: row.valid_to.toISOString(),
    proof: row.proof,
    ownerName: row.owner_name,
    agencyId: row.owner_agency,
    isRenewed: row.is_renewed,
  }));

/** Enrolments that were not withdrawn, with owner, the owner's agency on the day, and whether another goes on after them. */
const selected = `
  SELECT e.*, coalesce(person.full_name, agency.name) AS owner_name,
         coalesce(e.agency_id, (
           SELECT p.agency_id FROM position p
            WHERE p.person_id = e.person_id AND p.valid_from <= $2 AND (p.valid_to IS NULL OR p.valid_to >= $2)
            ORDER BY p.valid_from DESC, p.id LIMIT 1)) AS owner_agency,
         EXISTS (
           SELECT 1 FROM enrolment n
            WHERE n.id <> e.id AND n.withdrawn_at IS NULL AND n.valid_from <= e.valid_to AND n.valid_to > e.valid_to
              AND n.owner_kind = e.owner_kind AND coalesce(n.person_id, n.agency_id) = coalesce(e.person_id, e.agency_id)) AS is_renewed
    FROM enrolment e LEFT JOIN person ON person.id = e.person_id LEFT JOIN agency ON agency.id = e.agency_id
   WHERE e.withdrawn_at IS NULL`;

/** Of an agency and of the people who hold a position there; those that end first at the top. */
export async function certificatesOf(db: Questioner, agencyId: string, now: Date): Promise<EnrolledCertificate[]> {
  const rows = await db.query(
    `SELECT * FROM (${selected}) AS found WHERE owner_agency = $3 AND valid_to > $1::timestamptz - ${SHOWN_AFTER}
      ORDER BY valid_to, id LIMIT 500`,
    [now, civilDateOf(now), agencyId],
  );
  return z
    .array(Row)
    .parse(rows)
    .map(({ agencyId: _, ...row }) => ({
      ...row,
      daysLeft: Math.floor((Date.parse(row.validTo) - now.getTime()) / DAY_MS),
    }));
}

/** Those that end within 60 days and have not been announced for the nearest of the days; who is renewed needs no word. */
export async function expiringUnannounced(tx: Tx, now: Date): Promise<Expiring[]> {
  const rows = await tx.query(
    `SELECT * FROM (${selected}) AS found
      WHERE NOT is_renewed AND valid_to > $1::timestamptz
        AND valid_to <= $1::timestamptz + make_interval(days => $3) ORDER BY valid_to, id LIMIT 1000`,
    [now, civilDateOf(now), directory.expiryDays[0]],
  );
  const found = z
    .array(Row)
    .parse(rows)
    .map(({ isRenewed: _, ...row }) => ({ ...row, days: nearest(Date.parse(row.validTo) - now.getTime()) }));
  const told: unknown[] = await tx.query(
    'SELECT enrolment_id, days FROM announced_expiry WHERE enrolment_id = ANY ($1)',
    [found.map(({ id }) => id)],
  );
  const known = new Set(
    z
      .array(z.object({ enrolment_id: z.string(), days: z.number() }))
      .parse(told)
      .map((row) => `${row.enrolment_id} ${row.days}`),
  );
  return found.filter(({ id, days }) => !known.has(`${id} ${days}`));
}

/** Of 60, 30 and 7 days the smallest within which it ends. */
const nearest = (leftMs: number): number =>
  Math.min(...directory.expiryDays.filter((days) => leftMs <= days * DAY_MS), directory.expiryDays[0]);

export async function noteAnnounced(tx: Tx, enrolmentId: string, days: number): Promise<void> {
  await tx.query('INSERT INTO announced_expiry (enrolment_id, days) VALUES ($1, $2) ON CONFLICT DO NOTHING', [
    enrolmentId,
    days,
  ]);
}
