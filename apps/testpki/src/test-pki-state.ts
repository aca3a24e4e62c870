import {
  authorityInfoAccess,
  type Certificate,
  crlDistributionPoints,
  type Extension,
  ocspNoCheck,
  oids,
  type Revocation,
} from '@vanthu/pki';
import { type Authority, createRoot, generateKey, issue, type KeyHolder, type TestKeyType } from './authority.js';
import { plan } from './plan.js';
import { years } from './spans.js';

/** CAs that answer for their certificates, by the names of their addresses. */
export const authorityNames = ['root', 'intermediate', 'nationalRoot', 'nationalIntermediate'] as const;
export type AuthorityName = (typeof authorityNames)[number];

export interface TestPkiState extends Readonly<Record<AuthorityName | 'unknownRoot', Authority>> {
  readonly at: Date;
  readonly timestampAuthority: KeyHolder;
  /** Delegated OCSP responders. */
  readonly responders: Readonly<Record<AuthorityName, KeyHolder>>;
  /** Of all CAs. */
  readonly revocations: Revocation[];
  crlNumber: number;
  /** Where the servers of this PKI run; certificates issued from then on say so. */
  serverUrl: string | undefined;
}

export interface TestPkiOptions {
  readonly at: Date;
  /** Of the CAs. Default 'ec'. */
  readonly keyType?: TestKeyType;
  /** Base address of the servers, e.g. `http://127.0.0.1:8031`. Default: certificates name none. */
  readonly serverUrl?: string | undefined;
}

/** Parts that were kept; what is missing, in a folder of an earlier release too, is made anew. */
export type KeptParts = Partial<Omit<TestPkiState, 'responders'>> & {
  readonly responders?: Partial<TestPkiState['responders']>;
};

const addressName: Record<AuthorityName, string> = {
  root: 'root',
  intermediate: 'intermediate',
  nationalRoot: 'national-root',
  nationalIntermediate: 'national-intermediate',
};

export const authorityOfAddress = (name: string): AuthorityName | undefined =>
  authorityNames.find((candidate) => addressName[candidate] === name);

export const fileNameOf = (name: AuthorityName): string => addressName[name];

/** AIA and CDP of certificates that this CA issues. */
export function addressesOf(name: AuthorityName, serverUrl: string | undefined): readonly Extension[] {
  if (serverUrl === undefined) return [];
  const base = serverUrl.replace(/\/$/, '');
  const path = addressName[name];
  return [
    authorityInfoAccess({ ocsp: [`${base}/ocsp/${path}`], caIssuers: [`${base}/ca/${path}.cer`] }),
    crlDistributionPoints([`${base}/crl/${path}.crl`]),
  ];
}

/** Everything the PKI needs, made where it was not kept. */
export function completeState(options: TestPkiOptions, kept: KeptParts = {}): TestPkiState {
  const { at, keyType = 'ec', serverUrl } = options;
  const life = ({ yearsBefore, yearsAfter }: { yearsBefore: number; yearsAfter: number }) => ({
    validFrom: years(at, -yearsBefore),
    validTo: years(at, yearsAfter),
  });
  const rootOf = (name: 'root' | 'nationalRoot' | 'unknownRoot'): Authority =>
    kept[name] ?? createRoot({ subject: plan[name], keyType, ...life(plan[name]) });
  const below = (name: 'intermediate' | 'nationalIntermediate', parent: AuthorityName, root: Authority): Authority => {
    const old = kept[name];
    if (old !== undefined) return old;
    const { privateKey, publicKey } = generateKey(keyType);
    const certificate = issue(root, {
      subject: plan[name],
      publicKey,
      ...life(plan[name]),
      keyUsage: ['keyCertSign', 'cRLSign'],
      ca: { pathLength: plan[name].pathLength },
      extensions: addressesOf(parent, serverUrl),
    });
    return { certificate, privateKey, issued: [] };
  };
  const root = rootOf('root');
  const nationalRoot = rootOf('nationalRoot');
  const authorities = {
    root,
    intermediate: below('intermediate', 'root', root),
    nationalRoot,
    nationalIntermediate: below('nationalIntermediate', 'nationalRoot', nationalRoot),
  };
  const responder = (name: AuthorityName): KeyHolder =>
    kept.responders?.[name] ??
    serviceUnder(authorities[name], plan.responder, oids.ocspSigning, [ocspNoCheck()], spanOf(authorities[name]));
  return {
    at,
    ...authorities,
    unknownRoot: rootOf('unknownRoot'),
    timestampAuthority:
      kept.timestampAuthority ??
      serviceUnder(
        root,
        plan.timestampAuthority,
        oids.timeStamping,
        addressesOf('root', serverUrl),
        life(plan.intermediate),
      ),
    responders: {
      root: responder('root'),
      intermediate: responder('intermediate'),
      nationalRoot: responder('nationalRoot'),
      nationalIntermediate: responder('nationalIntermediate'),
    },
    revocations: kept.revocations ?? [],
    crlNumber: kept.crlNumber ?? 0,
    serverUrl,
  };
}

const spanOf = ({ certificate }: { certificate: Certificate }) => ({
  validFrom: certificate.notBefore,
  validTo: certificate.notAfter,
});

/** A server's key and certificate: one extended key usage, P-256, whatever the CAs have. */
export function serviceUnder(
  authority: Authority,
  subject: { readonly commonName: string; readonly organization: string; readonly country: string },
  extendedKeyUsage: string,
  extensions: readonly Extension[],
  span: { readonly validFrom: Date; readonly validTo: Date },
): KeyHolder {
  const { privateKey, publicKey } = generateKey('ec');
  const certificate = issue(authority, {
    subject,
    publicKey,
    ...span,
    keyUsage: ['digitalSignature'],
    extendedKeyUsage: [extendedKeyUsage],
    extensions,
  });
  return { certificate, privateKey };
}
