export { type EncodedImage, encodePng, PngError } from './appearance/png.js';
export { type EmbeddableFont, FontError, readFont } from './appearance/truetype.js';
export { type AugmentedPdf, type AugmentOptions, augment } from './augment/augment.js';
export type {
  IssuerSource,
  RevocationSource,
  TimestampSource,
  ValidationSources,
} from './augment/sources.js';
export {
  type CmsLevel,
  type FileSigningRefusal,
  raiseCms,
  type SignedFile,
  type SignFileOptions,
  signFile,
} from './cades/sign-file.js';
export { type FileReport, type VerifyFileOptions, verifyFile } from './cades/verify-file.js';
export { annotationPlaces } from './inspect/annotation-places.js';
export {
  type FieldPlace,
  inspectPdf,
  type PdfInspection,
  type SignatureFieldSummary,
  type TextFieldSummary,
} from './inspect/inspect-pdf.js';
export { type ValueFigure, valueFigures } from './inspect/value-figures.js';
export { isLocked, type WhatMayFollow, whatMayFollow } from './inspect/what-may-follow.js';
export { type Answer, answerOf, type SignatureAnswer, type TimestampAnswer } from './judge/answer.js';
export { type Rule, type RuleName, rules } from './judge/changes/rules.js';
export { type ChangesSince, changesSince, type DrawnSignature } from './judge/changes-since.js';
export { collect } from './judge/collect.js';
export type { ChangeFact, PdfFacts, SignatureFacts } from './judge/facts.js';
export { factsFromJson, factsToJson } from './judge/facts-json.js';
export { type JudgeOptions, judge } from './judge/judge.js';
export { type JudgementPolicy, publicServicePolicy, strictPolicy } from './judge/policy.js';
export type * from './judge/report.js';
export { defaultLimits, type PdfLimits } from './pdf/limits.js';
export { PdfError, type PdfErrorCode } from './pdf/pdf-error.js';
export { isPrefix, revisions } from './revisions.js';
export { addEmptyFields, type EmptyField, type FormFont } from './sign/add-empty-fields.js';
export { completeSignatureAtLevel } from './sign/complete-at-level.js';
export { completeSignature } from './sign/complete-signature.js';
export { estimateContentsBytes } from './sign/contents-size.js';
export { fillFields } from './sign/fill-fields.js';
export { refuseCertificate } from './sign/make-cms.js';
export { prepareSignature } from './sign/prepare-signature.js';
export { type SignOptions, signPdf, signPrepared } from './sign/sign-pdf.js';
export type * from './sign/signing-options.js';
export { isRefusal, type SigningRefusal, type SigningRefusalCode } from './sign/signing-refusal.js';
