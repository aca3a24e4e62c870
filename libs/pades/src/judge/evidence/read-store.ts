import {
  type Certificate,
  type CmsAttribute,
  type Crl,
  type DerNode,
  type OcspResponse,
  parseBasicOcspResponse,
  parseCertificate,
  parseCrl,
  parseOcspResponse,
  readDer,
} from '@vanthu/pki';
import { type DssValue, readDss, type SecurityStore } from '../../dss/read-dss.js';
import type { PdfDocument } from '../../pdf/document.js';
import { PdfDict } from '../../pdf/objects.js';
import { readable } from '../changes/reference-index.js';
import type { EvidenceFacts, SignatureFacts } from '../facts.js';

/* A store is read as a whole: what is more than this is an attack, not evidence. */
const maxValues = 2_000;
const maxBytes = 20 * 1024 * 1024;
/* Certificates are kept parsed, which takes ten times their size; genuine ones have two kilobytes. */
const maxCertificateBytes = 3 * 1024 * 1024;

const revocationValues = '1.2.840.113549.1.9.16.2.24';
const adobeRevocationInformation = '1.2.840.113583.1.1.8';

interface Kept {
  readonly certificates: Map<string, EvidenceFacts['certificates'][number]>;
  readonly crls: Map<string, EvidenceFacts['crls'][number]>;
  readonly ocsps: Map<string, EvidenceFacts['ocsps'][number]>;
}

/**
 * Certificates, CRLs and OCSP responses that the file carries: security stores of all revisions (EN 319 142-1 5.4.2; a
 * later store may have dropped what an earlier one had), revocation-values (EN 319 122-1 5.4.2) and Adobe's attribute
 * (ISO 32000-1 12.8.3.3.2) of the signatures. Each with the first revision that has it.
 */
export class EvidenceReader {
  private readonly kept: Kept = { certificates: new Map(), crls: new Map(), ocsps: new Map() };
  private readonly seen = new Set<string>();
  /** Shared by VRI entries. */
  private readonly lists = new Set<readonly DssValue[]>();
  private readonly problems = new Set<string>();
  private valuesLeft = maxValues;
  private bytesLeft = maxBytes;
  private certificateBytesLeft = maxCertificateBytes;

  constructor(private readonly document: PdfDocument) {
    let known: unknown;
    for (const { index } of document.revisions) {
      const view = document.view(index);
      const dict = readable(() => view.resolve(view.catalog.get('DSS')));
      const store = dict instanceof PdfDict && dict !== known ? readable(() => readDss(view)) : null;
      known = dict;
      if (store) this.store(store, index);
    }
  }

  private store(store: SecurityStore, revision: number): void {
    for (const { certificates, crls, ocsps } of [store, ...store.vri.values()]) {
      this.list(certificates, (bytes) => this.certificate(bytes, revision));
      this.list(crls, (bytes) => this.crl(bytes, revision));
      this.list(ocsps, (bytes) => this.ocsp(bytes, revision));
    }
  }

  private list(values: readonly DssValue[], read: (bytes: Uint8Array) => void): void {
    if (this.lists.has(values)) return;
    this.lists.add(values);
    for (const value of values) this.stored(value, read);
  }

  signature({ cms, revision = this.document.revisions.length - 1 }: SignatureFacts): void {
    for (const crl of cms?.crls ?? []) this.crl(crl, revision);
    for (const attribute of [...(cms?.unsignedAttributeList ?? []), ...(cms?.signedAttributeList ?? [])])
      this.attribute(attribute, revision);
  }

  facts(): EvidenceFacts {
    const { certificates, crls, ocsps } = this.kept;
    return {
      certificates: [...certificates.values()],
      crls: [...crls.values()],
      ocsps: [...ocsps.values()],
      problems: [...this.problems],
    };
  }

  private stored(value: DssValue, read: (bytes: Uint8Array) => void): void {
    const place = value.ref && `${value.ref.num} ${value.ref.gen}`;
    if (place !== undefined && this.seen.has(place)) return;
    const bytes = readable(() => value.bytes);
    if (place !== undefined) this.seen.add(place);
    if (bytes === null) this.problems.add('stream not readable');
    else read(bytes);
  }

  private certificate(bytes: Uint8Array, revision: number): void {
    this.certificateBytesLeft -= bytes.length;
    if (this.certificateBytesLeft < 0) {
      this.problems.add('too much in the security store');
      return;
    }
    this.keep(this.kept.certificates, bytes, (): { certificate: Certificate; revision: number } => ({
      certificate: parseCertificate(bytes),
      revision,
    }));
  }

  private crl(bytes: Uint8Array, revision: number): void {
    this.keep(this.kept.crls, bytes, (): { crl: Crl; revision: number } => ({ crl: parseCrl(bytes), revision }));
  }

  private ocsp(bytes: Uint8Array, revision: number): void {
    this.keep(this.kept.ocsps, bytes, () => this.response(parseOcspResponse(bytes), revision));
  }

  private basicOcsp(bytes: Uint8Array, revision: number): void {
    this.keep(this.kept.ocsps, bytes, () => this.response(parseBasicOcspResponse(bytes), revision));
  }

  private response(
    read: ReturnType<typeof parseOcspResponse>,
    revision: number,
  ): { ocsp: OcspResponse; revision: number } | undefined {
    if (read.kind === 'ocsp-response') return { ocsp: read, revision };
    this.problems.add('OCSP response not readable');
    return undefined;
  }

  /** SEQUENCE { [0] CRLs, [1] OCSP } in both attributes; basic responses in the first, whole ones in Adobe's. */
  private attribute({ oid, values }: CmsAttribute, revision: number): void {
    if (oid !== revocationValues && oid !== adobeRevocationInformation) return;
    for (const value of values) {
      const parts = listsOf(value);
      for (const node of parts.get(0) ?? []) this.crl(node.bytes, revision);
      for (const node of parts.get(1) ?? [])
        if (oid === revocationValues) this.basicOcsp(node.bytes, revision);
        else this.ocsp(node.bytes, revision);
    }
  }

  private keep<T>(into: Map<string, T>, bytes: Uint8Array, parse: () => T | undefined): void {
    const key = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('latin1');
    if (into.has(key)) return;
    this.bytesLeft -= bytes.length;
    if (--this.valuesLeft < 0 || this.bytesLeft < 0) {
      this.problems.add('too much in the security store');
      return;
    }
    try {
      const value = parse();
      if (value !== undefined) into.set(key, value);
    } catch {
      this.problems.add('certificate or CRL not readable');
    }
  }
}

function listsOf(value: Uint8Array): Map<number, readonly DerNode[]> {
  const out = new Map<number, readonly DerNode[]>();
  try {
    for (const part of readDer(value, { lenient: true }).children)
      if (part.tagClass === 'context') out.set(part.tag, part.children[0]?.children ?? []);
  } catch {
    // An attribute that is not DER carries nothing.
  }
  return out;
}
