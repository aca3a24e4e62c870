import { Injectable } from '@nestjs/common';
import { isRefusal, outgoing, type Refusal, signing } from '@vanthu/contracts';
import type { RequestContext } from '@vanthu/messaging';
import { type PdfInspection, type WhatMayFollow, whatMayFollow } from '@vanthu/pades';
import type { SignedElsewhere } from '../domain/written-file.js';
import { Neighbours } from '../drafting/neighbours.js';

type Read = Pick<PdfInspection, 'signatureFields' | 'textFields' | 'otherFields'>;

/** The fields that number, date, signatures and seal have in files of ours. */
const ours = /^(so_van_ban|ngay_ban_hanh(_ngay|_thang|_nam)?|ky_ca_nhan_\d+|ky_co_quan_\d+)$/u;
const mm = (points: number): number => (points * 25.4) / 72;

/**
 * A PDF that others have signed: every signature is judged before it is taken, and the file is never rewritten, only appended to
 * (ADR 31). What would break a signature of theirs is refused now, since after the number it would be too late.
 */
@Injectable()
export class ReadBroughtFile {
  constructor(private readonly neighbours: Neighbours) {}

  async read(
    file: { readonly sha256: string; readonly bytes: Uint8Array },
    inspection: Read,
    ctx: RequestContext,
  ): Promise<SignedElsewhere | Refusal> {
    if (inspection.otherFields > 0 || inspection.textFields.some(({ name, value }) => !ours.test(name) || value))
      return outgoing.refuseOutgoing('OUTGOING.FILE_UNFIT', {
        why: 'tệp đã ký còn biểu mẫu để điền; hãy tải bản chưa ký lên để ký lại tại đây',
      });
    const question = { fileSha256: file.sha256, judgedFor: ctx.now().toISOString() };
    const judgement = await this.neighbours.ask(signing.JudgeFile, question, ctx);
    if (isRefusal(judgement)) return judgement;
    const bad = judgement.signatures.filter((one) => !isGood(one));
    if (bad.length > 0 || judgement.signatures.length === 0)
      return outgoing.refuseOutgoing('OUTGOING.BROUGHT_INVALID', {
        why:
          bad.map((one) => `${nameOf(one)} (ô ${one.field}): ${plain(one.messageVi)}`).join(';\n') ||
          judgement.messageVi,
        fields: bad.map(({ field }) => field),
      });
    const allowed = whatMayFollow(file.bytes);
    return {
      signatures: judgement.signatures.map((one) => ({
        ...{ field: one.field, owner: one.owner.kind, ownerId: ownerIdOf(one), name: nameOf(one) },
        ...{ signedAt: one.claimedSigningTime, messageVi: one.messageVi, step: null, whyNotVi: null },
      })),
      fields: emptyFields(inspection, allowed),
      certified: allowed.certified ?? null,
      locks: allowed.locks.map(lockOf),
    };
  }
}

type Judged = signing.SignatureJudgement;

const isGood = ({ integrity, changes, indication }: Judged): boolean =>
  integrity === 'ok' && changes !== 'forbidden' && indication === 'TOTAL_PASSED';

const lockOf = (lock: WhatMayFollow['locks'][number]) =>
  lock.action === 'All' ? { action: lock.action } : { action: lock.action, fields: [...lock.fields] };

const plain = (sentence: string): string => sentence.replace(/\.$/u, '');

function nameOf({ owner, signerSubject }: Judged): string {
  if (owner.kind !== 'unknown') return owner.name;
  return /CN=([^,+]+)/u.exec(signerSubject ?? '')?.[1] ?? 'người ký chưa đăng ký chứng thư';
}

function ownerIdOf({ owner }: Judged): string | null {
  if (owner.kind === 'person') return owner.personId;
  return owner.kind === 'organisation' ? owner.agencyId : null;
}

function emptyFields({ signatureFields, textFields }: Read, allowed: WhatMayFollow): SignedElsewhere['fields'] {
  const all = [
    ...signatureFields.filter(({ isSigned }) => !isSigned).map((one) => ({ ...one, isText: false })),
    ...textFields.map((one) => ({ ...one, isText: true })),
  ];
  return all.flatMap(({ name, isText, page, rect }) => {
    const box = page === undefined ? undefined : allowed.pageBox(page);
    if (!ours.test(name) || !rect || page === undefined || !box) return [];
    const [left, bottom, right, top] = rect;
    if (right - left <= 0 || top - bottom <= 0) return [];
    const shown = { x: mm(left - box[0]), y: mm(box[3] - top), width: mm(right - left), height: mm(top - bottom) };
    return [{ name, isText, page, rect: shown }];
  });
}
