import type { signing } from '@vanthu/contracts';

/**
 * The file keeps the name under which it was stored; what was read may be something else. However well that is signed, perhaps
 * by the same people, it is not the document.
 */
export function underItsName(judgement: signing.Judgement, fileSha256: string): signing.Judgement {
  if (judgement.fileSha256 === fileSha256) return judgement;
  const messageVi = 'Tệp đang lưu không còn là tệp ban đầu (giá trị băm khác): nội dung đã bị thay.';
  const signatures = judgement.signatures.map((signature) =>
    signature.indication === 'TOTAL_FAILED'
      ? signature
      : { ...signature, indication: 'TOTAL_FAILED' as const, subIndication: 'HASH_FAILURE', messageVi },
  );
  return { ...judgement, fileSha256, answer: 'invalid', messageVi, signatures };
}
