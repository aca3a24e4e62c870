export { type CatalogueEntry, catalogue, type ViolationCode } from './check/catalogue.js';
export { checkLayout } from './check/check-layout.js';
export type { Component, ComponentName, LayoutReport, Violation } from './check/layout-report.js';
export {
  type ConversionOptions,
  convertWordToPdf,
  findLibreOffice,
  libreOfficeCommand,
  wordRefusal,
} from './convert/word-to-pdf.js';
export { readDocxText } from './docx/read-docx-text.js';
export type { DocumentFields, ReadField } from './fields/document-fields.js';
export { readFields } from './fields/read-fields.js';
export { type PdfReadingOptions, readPdfText } from './pdf/read-pdf-text.js';
export { findPlaces, type PlacesWanted } from './places/find-places.js';
export type { Place, PlaceKind, PrintedFigures } from './places/place.js';
export { printedText } from './printed-text.js';
export { readDocumentText } from './read-document-text.js';
export { isReadingRefusal, type ReadingRefusal, type ReadingRefusalCode } from './refusal.js';
export {
  findRecogniser,
  type RecognitionOptions,
  type RecognitionPrograms,
  recogniseScan,
} from './scan/recognise-scan.js';
export { findPageRenderer, renderFirstPage } from './scan/render-page.js';
export type { DocumentText, Margins, RectMm, Stroke, TextPage, Word } from './text.js';
