import { Injectable } from '@nestjs/common';
import { isRefusal, outgoing, type Refusal } from '@vanthu/contracts';
import { civilDate, printShortDate } from '@vanthu/decree30';
import type { RequestContext } from '@vanthu/messaging';
import { closedProblem, freeField, planInFile, planSigned, signersFound } from '../domain/brought-file.js';
import type { OutgoingDocument, PlannedSignature } from '../domain/outgoing-document.js';
import { bare } from '../domain/signature-plan.js';
import type { WrittenFile } from '../domain/written-file.js';
import { PlannedSigners } from '../drafting/planned-signers.js';

/** The plan in a file, and the file with what each of its signatures counts for. */
export interface Bound {
  readonly written: WrittenFile;
  readonly plan: readonly PlannedSignature[];
}

/**
 * Whose step the signatures of a file do: of the planned person, in the capacity that is printed, with authority on the day that
 * the signature claims (Art. 13; R-SIG-08, R-SIG-09). The others stay in the file as further signatures.
 */
@Injectable()
export class BindSigners {
  constructor(private readonly signers: PlannedSigners) {}

  async in(written: WrittenFile, document: OutgoingDocument, ctx: RequestContext): Promise<Bound | Refusal> {
    const { signed: found } = written;
    if (!found) return { written, plan: bare(document.plan) };
    if (document.road === 'ink')
      return outgoing.refuseOutgoing('OUTGOING.OTHER_ROAD', { road: 'ink', roadVi: 'được ký trên giấy' });
    const plan = bare(document.plan).map((entry) => ({ ...entry, field: freeField(entry.field, found) }));
    const counted = new Map<string, number>();
    const refused = new Map<string, string>();
    for (const { planned, signature, on } of signersFound(plan, found.signatures, ctx.today())) {
      // A claim of a day to come would borrow the authority of that day, and the number would be older than the signature (R-OUT-03).
      if (on > ctx.today()) {
        refused.set(signature.field, `Chữ ký khai ngày ${printShortDate(civilDate(on))}, là ngày chưa đến.`);
        continue;
      }
      const allowed = await this.signers.mayToday({ ...document, plan }, planned, ctx, on);
      if (isRefusal(allowed)) refused.set(signature.field, allowed.message);
      else counted.set(signature.field, planned.step);
    }
    const signatures = found.signatures.map((one) => ({
      ...{ ...one, step: counted.get(one.field) ?? null, whyNotVi: refused.get(one.field) ?? null },
    }));
    const signed = { ...found, signatures };
    const places = written.places.filter(
      ({ kind, name }) =>
        kind !== 'signature' || !signatures.some(({ step }) => step !== null && name === fieldOf(plan, step)),
    );
    const bound = { ...written, signed, places };
    const next = planInFile(planSigned(plan, signatures, ctx.now().toISOString()), bound);
    const closed = closedProblem(next, bound);
    return closed ? outgoing.refuseOutgoing('OUTGOING.BROUGHT_CLOSED', closed) : { written: bound, plan: next };
  }
}

const fieldOf = (plan: readonly PlannedSignature[], step: number): string | undefined =>
  plan.find((entry) => entry.step === step)?.field;
