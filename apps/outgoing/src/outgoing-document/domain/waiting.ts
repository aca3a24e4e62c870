import type { Actor } from '@vanthu/contracts';
import { heldBy, openParts } from './course.js';
import { scanOf } from './manifest.js';
import { nextSignerOf, type OutgoingDocument, principalOf } from './outgoing-document.js';

/**
 * For whom a document waits, as strings that the list matches: `person:`, `position:`, `head:<unit>`, `clerks:<agency>`,
 * `form-checkers:<agency>`. Kept in the row, so that "mine" is one index.
 */
export function waitsFor(document: OutgoingDocument): string[] {
  // Whoever is heard first, and then who acts: when the day of the step has passed, at once.
  return [...new Set([...openParts(document.course).flatMap(({ holders }) => holders), ...actsNext(document)])];
}

function actsNext(document: OutgoingDocument): string[] {
  const { agencyId, unitId, drafter } = document;
  const head = unitId === null ? [] : [`head:${unitId}`];
  const signer = `position:${nextSignerOf(document).positionId}`;
  switch (document.state) {
    case 'draft':
      // Returned: to the leader of the drafting unit (R-DRF-04). Fresh: the drafter is still writing.
      return document.returnReason === null ? [`person:${drafter.personId}`] : [`person:${drafter.personId}`, ...head];
    case 'submitted':
      return needsOtherChecker(document) ? [...head, `position:${principalOf(document).positionId}`] : head;
    case 'content-checked':
      return [`form-checkers:${agencyId}`];
    case 'form-checked':
      // On paper: the clerk has the print signed and records it.
      return document.road === 'ink' ? [signer, `clerks:${agencyId}`] : [signer];
    case 'signing':
      return document.job?.state === 'waiting' ? [] : [signer];
    case 'signed':
    case 'numbered':
    case 'sealed':
      return [`clerks:${agencyId}`];
    case 'issued':
      return [];
    default: {
      const never: never = document.state;
      throw new Error(`unknown state ${String(never)}`);
    }
  }
}

/**
 * Nobody checks his own draft. When the drafter heads the drafting unit, or there is no unit, another head of that unit or the
 * planned signer checks the content: the signer answers for it in any case (Art. 11.1, 12.1; R-DRF-05).
 */
export const needsOtherChecker = ({ drafter, unitId }: Pick<OutgoingDocument, 'drafter' | 'unitId'>): boolean =>
  drafter.headsUnit || unitId === null;

/** What an actor may be waited for as. */
export function actsAs(actor: Actor): string[] {
  const own = [`person:${actor.personId}`, `position:${actor.positionId}`];
  if (actor.roles.includes('clerk')) own.push(`clerks:${actor.agencyId}`);
  if (actor.roles.includes('form-checker')) own.push(`form-checkers:${actor.agencyId}`);
  own.push(...actor.roles.map((role) => `role:${role}:${actor.agencyId}`));
  return [...own, ...actor.headOf.map((unitId) => `head:${unitId}`)];
}

/** Who must act next, for people; null when nobody. Without a day: as if no step were late. */
export function waitingForVi(document: OutgoingDocument, today = ''): string | null {
  const held = heldBy(document, today);
  if (held !== null) {
    const names = openParts(held).map(({ name }) => name);
    return `${names.join(', ')} ${held.act === 'opinion' ? 'cho ý kiến' : 'thẩm tra, ký nháy'}`;
  }
  const signer = nextSignerOf(document).name;
  const stopped = document.job !== null && document.job.state !== 'waiting' && document.job.state !== 'done';
  switch (document.state) {
    case 'draft':
      return document.returnReason === null
        ? `${document.drafter.name} soạn thảo`
        : `Thủ trưởng đơn vị soạn thảo và ${document.drafter.name} sửa lại`;
    case 'submitted':
      return needsOtherChecker(document)
        ? `${principalOf(document).name} duyệt nội dung`
        : 'Thủ trưởng đơn vị soạn thảo duyệt nội dung';
    case 'content-checked':
      return 'Người được giao kiểm tra thể thức';
    case 'form-checked':
      return document.road === 'ink' ? `${signer} ký trên giấy, văn thư ghi nhận` : `${signer} ký`;
    case 'signing':
      if (document.job?.state === 'waiting') return 'Hệ thống đang ký';
      return stopped ? `${signer} mở lại khóa để ký tiếp` : `${signer} ký`;
    case 'signed':
      return 'Văn thư cấp số';
    case 'numbered':
      if (document.job === null) return scanOf(document.manifest) ? 'Văn thư ký số bản sao y' : 'Văn thư nộp bản quét';
      return stopped ? 'Văn thư mở lại khóa của cơ quan để đóng dấu' : 'Hệ thống đang đóng dấu';
    case 'sealed':
      return 'Văn thư phát hành';
    case 'issued':
      return null;
    default: {
      const never: never = document.state;
      throw new Error(`unknown state ${String(never)}`);
    }
  }
}
