import type { incoming } from '@vanthu/contracts';
import type { z } from 'zod';
import type { Advice } from './reception-policy.js';

export type PaperCheck = z.infer<typeof incoming.PaperCheck>;

/** What is abnormal on paper is said and decided about (Art. 21.1.a); else the clerk's check is enough. */
export function adviseOnPaper({ envelopeIntact, contentsMatch, remark }: PaperCheck): {
  advice: Advice;
  adviceVi: string;
} {
  const faults = [
    ...(envelopeIntact ? [] : ['bì không nguyên vẹn']),
    ...(contentsMatch ? [] : ['số ghi trên bì không khớp với văn bản bên trong']),
  ];
  if (faults.length === 0)
    return { advice: 'accept', adviceVi: 'Văn thư đã kiểm tra bì và văn bản giấy; có thể vào sổ.' };
  return {
    advice: 'decide',
    adviceVi: `Văn bản giấy có dấu hiệu bất thường: ${faults.join('; ')}. ${remark ?? ''} Văn thư quyết định và ghi lý do.`,
  };
}
