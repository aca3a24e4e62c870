import { type KeyObject } from 'node:crypto';
import { type Actor, commonRefusals, type Refusal, refuser, Sha256, Uuid } from '@vanthu/contracts';
import { type CryptoKey, jwtVerify, SignJWT } from 'jose';
import { z } from 'zod';

const refuse = refuser(commonRefusals);

/** Real hours that a ticket lives: as long as the staged content. */
const ticketLife = '24h';
const audience = 'vanthu-file';

/** What a ticket says: this content was uploaded by this person for this agency, under this name. */
export const FileTicket = z.object({
  sha256: Sha256,
  bytes: z.number().int().positive(),
  name: z.string().min(1).max(300),
  mediaType: z.string().min(1).max(200),
  personId: Uuid,
  agencyId: Uuid,
});
export type FileTicket = z.infer<typeof FileTicket>;

type Key = CryptoKey | KeyObject;

/** Proofs of an upload: the gateway issues them, owners open them. */
export class FileTickets {
  constructor(
    /** `publicKey` is the gateway's; `privateKey` only the gateway has. */
    private readonly keys: { publicKey: Key; privateKey?: Key },
  ) {}

  async issue(ticket: FileTicket): Promise<string> {
    if (this.keys.privateKey === undefined) throw new Error('Only the gateway issues file tickets.');
    return new SignJWT(FileTicket.parse(ticket))
      .setProtectedHeader({ alg: 'EdDSA' })
      .setAudience(audience)
      .setIssuedAt()
      .setExpirationTime(ticketLife)
      .sign(this.keys.privateKey);
  }

  /** @returns the ticket, or `FILE.BAD_TICKET` when it is forged, expired, or another person's or agency's */
  async open(ticket: string, actor: Pick<Actor, 'personId' | 'agencyId'>): Promise<FileTicket | Refusal> {
    try {
      const { payload } = await jwtVerify(ticket, this.keys.publicKey, {
        algorithms: ['EdDSA'],
        audience,
        requiredClaims: ['exp', 'iat'],
      });
      const parsed = FileTicket.parse(payload);
      if (parsed.personId !== actor.personId || parsed.agencyId !== actor.agencyId) return refuse('FILE.BAD_TICKET');
      return parsed;
    } catch {
      return refuse('FILE.BAD_TICKET');
    }
  }
}
