import type { RequestContext } from '@vanthu/messaging';
import type { Tx } from '@vanthu/persistence';

export interface Act {
  readonly act: string;
  readonly subjectId: string;
  /** The document on which the act rests. */
  readonly basis?: string | null;
}

/** Who did what, when and on what basis, in the transaction of the act (design §9.5). One row per record changed. */
export async function recordActs(tx: Tx, ctx: RequestContext, acts: readonly Act[]): Promise<void> {
  if (acts.length === 0) return;
  const { actor } = ctx;
  await tx.query(
    `INSERT INTO timeline (at, act, subject_id, basis, person_id, person_name, position_id, position_title, service, command_id)
     SELECT $1, a.act, a.subject, a.basis, $5, $6, $7, $8, $9, $10
       FROM unnest($2::text[], $3::uuid[], $4::text[]) AS a(act, subject, basis)`,
    [
      ctx.now(),
      acts.map((one) => one.act),
      acts.map((one) => one.subjectId),
      acts.map((one) => one.basis ?? null),
      actor?.personId ?? null,
      actor?.personName ?? null,
      actor?.positionId ?? null,
      actor?.positionTitle ?? null,
      ctx.service,
      ctx.commandId,
    ],
  );
}
