export { type EncodedImage, encodePng, PngError } from './appearance/png.js';
export {
  type FieldPlace,
  inspectPdf,
  type PdfInspection,
  type SignatureFieldSummary,
  type TextFieldSummary,
} from './inspect/inspect-pdf.js';
export { type Rule, type RuleName, rules } from './judge/changes/rules.js';
export { collect } from './judge/collect.js';
export type { ChangeFact, PdfFacts, SignatureFacts } from './judge/facts.js';
export { type JudgeOptions, judge } from './judge/judge.js';
export { type JudgementPolicy, strictPolicy } from './judge/policy.js';
export type * from './judge/report.js';
export { defaultLimits, type PdfLimits } from './pdf/limits.js';
export { PdfError, type PdfErrorCode } from './pdf/pdf-error.js';
export { isPrefix, revisions } from './revisions.js';
export { completeSignature } from './sign/complete-signature.js';
export { prepareSignature } from './sign/prepare-signature.js';
export { estimateContentsBytes, refuseCertificate, signPdf, signPrepared } from './sign/sign-pdf.js';
export type * from './sign/signing-options.js';
export { isRefusal, type SigningRefusal, type SigningRefusalCode } from './sign/signing-refusal.js';
