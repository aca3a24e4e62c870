import { createHash } from 'node:crypto';
import { type outgoing, stats } from '@vanthu/contracts';
import { z } from 'zod';

/** What is kept of a period when it is closed. */
export const SnapshotContent = z.object({
  coverage: stats.CoverageFigures,
  report: stats.GetReformReport.output,
});
export type SnapshotContent = z.infer<typeof SnapshotContent>;

/** SHA-256 of the text as it is kept, in UTF-8. */
export const hashOf = (content: string): string => createHash('sha256').update(content, 'utf8').digest('hex');

/** The sentence by which the signatures of the report cover the snapshot: whoever has it can hash it again. */
export const hashSentence = (sha256: string, closedOn: string): outgoing.BodyBlock => ({
  type: 'paragraph',
  text: `Số liệu của báo cáo chốt ngày ${closedOn.split('-').reverse().join('/')}; mã SHA-256 của bản chốt: ${sha256}.`,
});

interface Difference {
  readonly groupVi: string;
  readonly nameVi: string;
  readonly unitVi: string;
  readonly atCutOff: string | null;
  readonly today: string | null;
}

/** Figures that are not what they were, in the order of the report; what is new stands behind. */
export function differencesOf(before: readonly stats.StatedFigure[], now: readonly stats.StatedFigure[]): Difference[] {
  const key = ({ groupVi, nameVi }: stats.StatedFigure) => `${groupVi}\n${nameVi}`;
  const known = new Map(before.map((one) => [key(one), one]));
  const current = new Map(now.map((one) => [key(one), one]));
  const all = [...before, ...now.filter((one) => !known.has(key(one)))];
  return all.flatMap((one) => {
    const [atCutOff, today] = [known.get(key(one))?.value ?? null, current.get(key(one))?.value ?? null];
    const { groupVi, nameVi, unitVi } = one;
    return atCutOff === today ? [] : [{ groupVi, nameVi, unitVi, atCutOff, today }];
  });
}
