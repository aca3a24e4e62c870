export { type EvidenceMaterial, materialOf } from './evidence-material.js';
export { type JudgedBy, policies } from './policies.js';
export {
  type Verification,
  VerificationPool,
  type VerificationPoolOptions,
  type VerificationProblem,
  type VerificationProblemCode,
} from './pool/verification-pool.js';
export { type DescribeOptions, describeVerified } from './report/describe.js';
export { renderReportPdf } from './report/load-pdf.js';
export { renderReportHtml } from './report/render-html.js';
export { instantVi } from './report/times.js';
export { visible } from './report/visible.js';
export type { VerificationTrust } from './verification-trust.js';
export type { Verified, VerifyOptions } from './verify-pdf.js';
