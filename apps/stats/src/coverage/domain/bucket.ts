import type { signing } from '@vanthu/contracts';
import { z } from 'zod';

/** Where a document stands in the figures; every issued document is in exactly one. */
export const buckets = ['both', 'personalOnly', 'organisationOnly', 'unsigned', 'excluded'] as const;
export type Bucket = (typeof buckets)[number];

/** What of a judgement decides the bucket, and why the rest does not count. */
export const Verdict = z.object({
  /** A signature of an enrolled person passes. */
  person: z.boolean(),
  /** Agencies whose enrolled signatures pass. */
  organisations: z.array(z.string()),
  /** Signatures that do not count, in words. */
  shortcomingsVi: z.array(z.string()),
});
export type Verdict = z.infer<typeof Verdict>;

const permitted: readonly string[] = ['none', 'lta', 'form'];

/** Intact, changed only as is permitted, and passed in the sense of EN 319 102-1. */
export const passes = (signature: signing.SignatureJudgement): boolean =>
  signature.integrity === 'ok' && permitted.includes(signature.changes) && signature.indication === 'TOTAL_PASSED';

export function verdictOf(judgement: signing.Judgement): Verdict {
  const organisations = new Set<string>();
  const shortcomingsVi: string[] = [];
  let person = false;
  for (const signature of judgement.signatures) {
    if (!passes(signature)) shortcomingsVi.push(signature.messageVi);
    else if (signature.owner.kind === 'person') person = true;
    else if (signature.owner.kind === 'organisation') organisations.add(signature.owner.agencyId);
    else shortcomingsVi.push('Chữ ký hợp lệ nhưng chứng thư chưa phân loại.');
  }
  return { person, organisations: [...organisations].sort(), shortcomingsVi };
}

export interface CountedDocument {
  readonly agencyId: string;
  readonly excludedReason: string | null;
  /** `null`: the file has not been judged yet. */
  readonly verdict: Verdict | null;
}

/** From judged signatures alone. Only the issuing agency counts as its organisation (ADR 10). */
export function bucketOf({ agencyId, excludedReason, verdict }: CountedDocument): Bucket {
  if (excludedReason !== null) return 'excluded';
  const organisation = verdict?.organisations.includes(agencyId) ?? false;
  if (verdict?.person) return organisation ? 'both' : 'personalOnly';
  return organisation ? 'organisationOnly' : 'unsigned';
}

/** Why the document stands where it stands. */
export function reasonVi(document: CountedDocument): string {
  const { verdict } = document;
  const bucket = bucketOf(document);
  if (bucket === 'excluded') return `Không tính: ${document.excludedReason}`;
  if (verdict === null) return 'Chưa có kết quả kiểm tra chữ ký số.';
  const sentences = {
    both: 'Đủ chữ ký số của lãnh đạo và của cơ quan.',
    personalOnly: 'Thiếu chữ ký số hợp lệ của cơ quan ban hành.',
    organisationOnly: 'Thiếu chữ ký số cá nhân hợp lệ.',
    unsigned: 'Không có chữ ký số hợp lệ nào.',
  };
  const other =
    verdict.organisations.some((id) => id !== document.agencyId) && !verdict.organisations.includes(document.agencyId);
  return [sentences[bucket], ...(other ? ['Có chữ ký số của cơ quan khác.'] : []), ...verdict.shortcomingsVi].join(' ');
}
