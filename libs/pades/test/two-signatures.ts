import type { KeyProvider, TrustAnchor } from '@vanthu/pki';
import { isRefusal, type PrepareOptions, signPdf } from '../src/index.js';
import { discPng, type FlowPdfOptions, flowPdf } from './flow-pdf.js';
import { signingDay, testRoot, testSigner } from './test-certificates.js';

export const later = ['so_van_ban', 'ngay_ban_hanh', 'ky_co_quan_1'];

export const personal: PrepareOptions & { at: Date } = {
  fieldName: 'ky_ca_nhan_1',
  lock: { action: 'Exclude', fields: later },
  appearance: { kind: 'image', png: discPng(40, [0, 0, 200]) },
  claimedSigningTime: signingDay,
  at: signingDay,
};

export const organisation: PrepareOptions & { at: Date } = {
  fieldName: 'ky_co_quan_1',
  fill: [
    { field: 'so_van_ban', value: '07' },
    { field: 'ngay_ban_hanh', value: 'Hà Nội, ngày 20 tháng 11 năm 2026' },
  ],
  lock: { action: 'All' },
  appearance: { kind: 'image', png: discPng(60, [200, 0, 0]) },
  claimedSigningTime: signingDay,
  at: signingDay,
};

export async function signed(
  pdf: Uint8Array,
  options: PrepareOptions & { at: Date },
  key: KeyProvider,
): Promise<Uint8Array> {
  const result = await signPdf(pdf, options, key);
  if (isRefusal(result)) throw new Error(`${result.code}: ${result.message}`);
  return result.pdf;
}

export interface Flow {
  readonly source: Uint8Array;
  readonly first: Uint8Array;
  readonly second: Uint8Array;
  readonly person: KeyProvider;
  readonly agency: KeyProvider;
  readonly anchors: readonly TrustAnchor[];
}

export async function twoSignatures(options: FlowPdfOptions & { rsaBits?: number } = {}): Promise<Flow> {
  const root = testRoot();
  const person = testSigner({ commonName: 'Nguyễn Văn A', ...options }, root);
  const agency = testSigner({ commonName: 'UBND tỉnh thử nghiệm', ...options }, root);
  const source = await flowPdf(options);
  const first = await signed(source, personal, person);
  const second = await signed(first, organisation, agency);
  return { source, first, second, person, agency, anchors: [root.anchor] };
}
