import { type Refusal, signing } from '@vanthu/contracts';
import type { RequestContext } from '@vanthu/messaging';
import { type Certificate, parseCertificate } from '@vanthu/pki';

const DAY_MS = 86_400_000;

/** @param der  base64, as a station read it from its token */
export function readShown(der: string): Certificate | Refusal {
  try {
    return parseCertificate(Buffer.from(der, 'base64'));
  } catch {
    return signing.refuseSigning('SIGNING.CERTIFICATE_UNFIT', { why: 'dữ liệu không phải là một chứng thư' });
  }
}

export const summaryOf = ({ subject, notAfter }: Certificate, ctx: RequestContext) => ({
  subject: subject.text,
  validTo: notAfter.toISOString(),
  daysLeft: Math.floor((notAfter.getTime() - ctx.now().getTime()) / DAY_MS),
});
