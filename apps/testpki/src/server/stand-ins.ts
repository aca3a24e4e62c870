import { oids } from '@vanthu/pki';
import type { KeyHolder } from '../authority.js';
import { type Issued, issuedFrom } from '../issued.js';
import { plan } from '../plan.js';
import type { TestPki } from '../test-pki.js';
import { addressesOf, serviceUnder } from '../test-pki-state.js';

/** Who signs where a server shall be wrong. Each is made when first needed. */
export interface StandIns {
  /** A person: no right to stamp or to answer. */
  person(): Issued;
  /** A timestamp authority that nobody trusts. */
  foreignAuthority(): Issued;
  /** A timestamp authority that is revoked from the beginning. */
  revokedAuthority(): Issued;
}

export function standInsOf(pki: TestPki): StandIns {
  const { state } = pki;
  const span = {
    validFrom: state.timestampAuthority.certificate.notBefore,
    validTo: state.timestampAuthority.certificate.notAfter,
  };
  const authority = (under: 'root' | 'unknownRoot'): Issued => {
    const extensions = under === 'root' ? addressesOf('root', state.serverUrl) : [];
    const holder: KeyHolder = serviceUnder(state[under], plan.timestampAuthority, oids.timeStamping, extensions, span);
    return issuedFrom(holder.certificate, holder.privateKey, [holder.certificate, state[under].certificate]);
  };
  return {
    person: once(() => pki.issuePerson({ commonName: 'Người Không Có Quyền', ...span })),
    foreignAuthority: once(() => authority('unknownRoot')),
    revokedAuthority: once(() => {
      const revoked = authority('root');
      pki.revoke(revoked.certificate, { at: span.validFrom });
      return revoked;
    }),
  };
}

const once = <T>(make: () => T): (() => T) => {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
};
