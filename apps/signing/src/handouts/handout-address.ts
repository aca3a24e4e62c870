import { createPublicKey, sign, verify } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { ServiceKeys } from '@vanthu/messaging';

type Use = 'd' | 'u';

/**
 * One-time addresses for a program that has no session. They are signed, not stored: whoever reads the database has none, and who
 * asks again is told the same one. That each is used once, and by when, stands in the row of the handout.
 */
@Injectable()
export class HandoutAddresses {
  constructor(private readonly keys: ServiceKeys) {}

  of(handoutId: string, use: Use): string {
    const said = `${handoutId}.${use}`;
    return `${said}.${sign(null, toSign(said), this.keys.privateKey).toString('base64url')}`;
  }

  /** The handout that the address is of; null when this service has not given it out for that use. */
  read(address: string, use: Use): string | null {
    const [handoutId = '', said, signature = ''] = address.split('.');
    if (said !== use) return null;
    const publicKey = createPublicKey(this.keys.privateKey);
    const isOurs = verify(null, toSign(`${handoutId}.${use}`), publicKey, Buffer.from(signature, 'base64url'));
    return isOurs ? handoutId : null;
  }
}

/** The key signs tokens as well: nothing signed here may be taken for one of those. */
const toSign = (said: string): Buffer => Buffer.from(`vanthu handout\n${said}`, 'utf8');
