import { DerError } from '../der/der-error.js';
import { elements, readOid } from '../der/der-values.js';
import { readDer } from '../der/read-der.js';
import { der } from '../der/write-der.js';
import { oids } from '../oids.js';
import type { Certificate, Extension } from './certificate.js';
import { readGeneralName } from './general-name.js';

/** Addresses of OCSP responders in their order (AIA, RFC 5280 4.2.2.1). Only http and https; never throws. */
export const ocspUrls = (certificate: Certificate): readonly string[] => accessUrls(certificate, oids.ocsp);

/** Addresses of the issuer's certificate (AIA caIssuers). */
export const issuerUrls = (certificate: Certificate): readonly string[] => accessUrls(certificate, oids.caIssuers);

/** Addresses of the lists of revoked certificates (CRL distribution points, RFC 5280 4.2.1.13). */
export function crlUrls({ distributionPoints }: Certificate): readonly string[] {
  const names = distributionPoints.flatMap(({ names: keys = [] }) => keys);
  return names.flatMap((key) => (key.startsWith('uri ') ? webUrl(key.slice(4)) : [])).slice(0, maxUrls);
}

/** More than any real certificate has. */
const maxUrls = 10;

function webUrl(text: string): string[] {
  const isWeb = URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
  return isWeb ? [text] : [];
}

function accessUrls({ extensions }: Certificate, method: string): readonly string[] {
  const extension = extensions.find(({ oid }) => oid === oids.authorityInfoAccess);
  if (extension === undefined) return [];
  try {
    const descriptions = elements(readDer(extension.value, { lenient: true }), 'access descriptions');
    const urls = descriptions.flatMap((description) => {
      const [oid, location] = elements(description, 'access description');
      if (readOid(oid) !== method || location === undefined) return [];
      const name = readGeneralName(location);
      return name.kind === 'uri' ? webUrl(name.text) : [];
    });
    return urls.slice(0, maxUrls);
  } catch (error) {
    if (error instanceof DerError) return [];
    throw error;
  }
}

const uriName = (url: string): Uint8Array => der.implicitPrimitive(6, Buffer.from(url, 'latin1'));

/** AuthorityInfoAccess, for a CA of one's own or of a test. */
export function authorityInfoAccess(urls: {
  readonly ocsp?: readonly string[];
  readonly caIssuers?: readonly string[];
}): Extension {
  const describe = (method: string, list: readonly string[] = []): Uint8Array[] =>
    list.map((url) => der.sequence(der.oid(method), uriName(url)));
  const value = der.sequence(...describe(oids.ocsp, urls.ocsp), ...describe(oids.caIssuers, urls.caIssuers));
  return { oid: oids.authorityInfoAccess, critical: false, value };
}

/** CRLDistributionPoints with one point that has these addresses. */
export function crlDistributionPoints(urls: readonly string[]): Extension {
  const fullName = der.implicitConstructed(0, Buffer.concat(urls.map(uriName)));
  const value = der.sequence(der.sequence(der.implicitConstructed(0, fullName)));
  return { oid: oids.crlDistributionPoints, critical: false, value };
}

/** id-pkix-ocsp-nocheck (RFC 6960 4.2.2.2.1), for the certificate of a delegated responder. */
export const ocspNoCheck = (): Extension => ({ oid: oids.ocspNoCheck, critical: false, value: der.null() });
