import { Injectable } from '@nestjs/common';
import { directory, isRefusal, type signing } from '@vanthu/contracts';
import { RequestClient, RequestFailed } from '@vanthu/messaging';

type Owner = signing.VerifiedSignature['owner'];

/** Certificates that one question to `directory` may name; a hostile file may carry more. */
const mostAtOnce = 100;

/** Whose certificates they are, told by enrolment on that day, never by certificate fields (they look alike). */
@Injectable()
export class CertificateOwners {
  constructor(private readonly client: RequestClient) {}

  /** By fingerprint; those of nobody here are left out, and all are when `directory` is away: the judgement does not need it. */
  async of(fingerprints: readonly string[], at: Date): Promise<Record<string, Owner>> {
    if (fingerprints.length === 0) return {};
    const question = { certificates: fingerprints.slice(0, mostAtOnce), at: at.toISOString() };
    try {
      const answer = await this.client.ask(directory.FindEnrolments, question, { asService: true });
      if (isRefusal(answer)) return {};
      return Object.fromEntries(
        answer.enrolments.map((one) => [one.certificateSha256, { kind: one.owner.kind, name: one.ownerName }]),
      );
    } catch (error) {
      if (error instanceof RequestFailed && error.retryable) return {};
      throw error;
    }
  }
}
