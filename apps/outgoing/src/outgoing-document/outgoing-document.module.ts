import { Module } from '@nestjs/common';
import { ContentStore, FileTickets } from '@vanthu/files';
import { CalendarRecords, SERVICE_CONFIG, type ServiceConfig, ServiceKeys } from '@vanthu/messaging';
import { DeliveriesStore } from './after-issue/deliveries.store.js';
import { FollowDeliveriesHandler } from './after-issue/follow-deliveries.handler.js';
import { GetAfterIssueHandler } from './after-issue/get-after-issue.handler.js';
import { LinksStore } from './after-issue/links.store.js';
import { MendDocumentHandler } from './after-issue/mend-document.handler.js';
import { Mending } from './after-issue/mending.js';
import { RecallDocumentHandler } from './after-issue/recall-document.handler.js';
import { RecallsStore } from './after-issue/recalls.store.js';
import { AdvisoryBodies } from './apart/advisory-bodies.js';
import { ApartSeriesHandlers } from './apart/apart-series.handlers.js';
import { ApartSeriesStore } from './apart/apart-series.store.js';
import { CloseApartSeriesHandler } from './apart/close-apart-series.handler.js';
import { AssignmentStore } from './assignments/assignment.store.js';
import {
  AssignDraftingHandler,
  FindAssignmentsHandler,
  TakeUpAssignmentHandler,
} from './assignments/assignment-handlers.js';
import { ChangeAssignmentHandler } from './assignments/change-assignment.handler.js';
import { BatchStore } from './batches/batch.store.js';
import { BatchHandlers } from './batches/batch-handlers.js';
import { CaseFileStore } from './case-files/case-file.store.js';
import {
  CountCaseFilesHandler,
  DescribeCaseFileHandler,
  FindCaseFilesHandler,
} from './case-files/case-file-handlers.js';
import { AddAttachmentHandler } from './commands/add-attachment/add-attachment.handler.js';
import { AddScanHandler } from './commands/add-scan/add-scan.handler.js';
import { AllotNumberHandler } from './commands/allot-number/allot-number.handler.js';
import { CheckNumberingHandler } from './commands/allot-number/check-numbering.handler.js';
import { NumberDocuments } from './commands/allot-number/number-documents.js';
import { ReadyToNumber } from './commands/allot-number/ready-to-number.js';
import { CheckContentHandler } from './commands/check-content/check-content.handler.js';
import { CheckFormHandler } from './commands/check-form/check-form.handler.js';
import { CreateDraftHandler } from './commands/create-draft/create-draft.handler.js';
import { IssueHandler } from './commands/issue/issue.handler.js';
import { IssueDocument } from './commands/issue/issue-document.js';
import { RecordInkSignatureHandler } from './commands/record-ink-signature/record-ink-signature.handler.js';
import { RemoveAttachmentHandler } from './commands/remove-attachment/remove-attachment.handler.js';
import { RetryJobHandler } from './commands/retry-job/retry-job.handler.js';
import { ReturnDocument } from './commands/return-draft/return-document.js';
import { ReturnDraftHandler } from './commands/return-draft/return-draft.handler.js';
import { ReviseDraftHandler } from './commands/revise-draft/revise-draft.handler.js';
import { SealHandler } from './commands/seal/seal.handler.js';
import { SetSeriesRuleHandler } from './commands/set-series-rule/set-series-rule.handler.js';
import { OrderSignature } from './commands/sign/order-signature.js';
import { SignHandler } from './commands/sign/sign.handler.js';
import { SubmitDocument } from './commands/submit-draft/submit-document.js';
import { SubmitDraftHandler } from './commands/submit-draft/submit-draft.handler.js';
import { VoidNumberHandler } from './commands/void-number/void-number.handler.js';
import { CopiesStore } from './copies/copies.store.js';
import { ChargeCopySignerHandler, FindCopiesHandler } from './copies/copy-book-handlers.js';
import { RegisterCopyHandler } from './copies/register-copy.handler.js';
import { DirectoryQuestions } from './drafting/directory-questions.js';
import { FindSignatories } from './drafting/find-signatories.js';
import { Fonts } from './drafting/fonts.js';
import { LayOutDraft } from './drafting/lay-out-draft.js';
import { Neighbours } from './drafting/neighbours.js';
import { NextVersion } from './drafting/next-version.js';
import { PlannedSigners } from './drafting/planned-signers.js';
import { UploadedPdf } from './drafting/uploaded-pdf.js';
import { TakeSignatureHandler } from './events/take-signature.handler.js';
import { DraftCourses } from './flows/draft-courses.js';
import { DraftFlowStore } from './flows/draft-flow.store.js';
import { MachineRequestStore } from './machine-requests/machine-request.store.js';
import { RequestDocumentHandler } from './machine-requests/request-document.handler.js';
import { RequestedDocumentsHandler } from './machine-requests/requested-documents.handler.js';
import { RequestedOutcomes } from './machine-requests/requested-outcomes.js';
import { LinesWithoutDocument } from './numbering/lines-without-document.js';
import { ResumeSeriesHandler } from './numbering/resume-series.handler.js';
import { FindSeriesHandler, OpenSeriesHandler, SeriesLog, StopSeriesHandler } from './numbering/series-handlers.js';
import { SeriesNotesStore } from './numbering/series-notes.store.js';
import { TakeOverLinesHandler } from './numbering/take-over-lines.handler.js';
import { GetFieldsHandler } from './outputs/get-fields.handler.js';
import { HandlingStore } from './outputs/handling.store.js';
import { PassingBooks } from './outputs/passing-books.js';
import { WritePeriodOutputHandler } from './outputs/write-period-output.handler.js';
import { PaperIssueStore } from './paper-issue/paper-issue.store.js';
import {
  BothWaysHandlers,
  GetPaperIssueHandler,
  PaperMain,
  SendPaperHandler,
} from './paper-issue/paper-issue-handlers.js';
import { PrintHandlers } from './paper-issue/print-handlers.js';
import { PreviewDraftHandler } from './preview/preview-draft.handler.js';
import { FindOutgoingHandler } from './queries/find-documents/find-outgoing.handler.js';
import { GetOutgoingHandler } from './queries/get-document/get-outgoing.handler.js';
import { OpenOutgoingFileHandler } from './queries/open-file/open-outgoing-file.handler.js';
import { ReadRegisterHandler } from './queries/read-register/read-register.handler.js';
import { ClosedRegisterHandlers } from './register/closed-register.handlers.js';
import { RegisterBooks } from './register/register-book.js';
import { RegisterLineStore } from './register/register-line.store.js';
import { SeriesRules } from './register/series-rules.js';
import { WriteRegisterHandler } from './register/write-register.handler.js';
import { AddCommentHandler } from './review/add-comment.handler.js';
import { AskOpinionsHandler } from './review/ask-opinions.handler.js';
import { GiveOpinionHandler } from './review/give-opinion.handler.js';
import { InitialDraftHandler } from './review/initial-draft.handler.js';
import { ReviewStore } from './review/review.store.js';
import { ReviewDocument } from './review/review-document.js';
import { ReviewQueriesHandler } from './review/review-queries.handler.js';
import { DecideSlipHandler } from './slips/decide-slip.handler.js';
import { SlipStore } from './slips/slip.store.js';
import { SlipDecisions } from './slips/slip-decisions.js';
import { SlipQueriesHandler } from './slips/slip-queries.handler.js';
import { SubmitSlipHandler } from './slips/submit-slip.handler.js';
import { ActOnDocument } from './store/act-on-document.js';
import { DraftStore } from './store/draft.store.js';
import { OutgoingDocumentStore } from './store/outgoing-document.store.js';
import { OutgoingListStore } from './store/outgoing-list.store.js';
import { TimelineStore } from './store/timeline.store.js';
import { AgencyHoursStore } from './watch/agency-hours.store.js';
import { FileDocumentHandler, FindUnfiledHandler } from './watch/filing-handlers.js';
import { FindDeadlinesHandler } from './watch/find-deadlines.handler.js';
import { WatchStore } from './watch/watch.store.js';
import { CheckUploadedLayoutHandler } from './word/check-uploaded-layout.handler.js';
import { WriteWordHandler } from './word/write-word.handler.js';
import { BindSigners } from './written/bind-signers.js';
import { CarryFile } from './written/carry-file.js';
import { GetWrittenFileHandler } from './written/get-written-file.handler.js';
import { MovePlacesHandler } from './written/move-places.handler.js';
import { PlaceFields } from './written/place-fields.js';
import { ReadBroughtFile } from './written/read-brought-file.js';
import { ReadWrittenFile } from './written/read-written-file.js';
import { TakeOverFieldsHandler } from './written/take-over-fields.handler.js';
import { TakeWrittenFileHandler } from './written/take-written-file.handler.js';
import { WordConverter } from './written/word-converter.js';
import { WrittenVersions } from './written/written-versions.js';

const commands = [
  CreateDraftHandler,
  ReviseDraftHandler,
  AddAttachmentHandler,
  RemoveAttachmentHandler,
  SubmitDraftHandler,
  CheckContentHandler,
  CheckFormHandler,
  ReturnDraftHandler,
  SignHandler,
  RecordInkSignatureHandler,
  AllotNumberHandler,
  CheckNumberingHandler,
  AddScanHandler,
  SealHandler,
  RetryJobHandler,
  VoidNumberHandler,
  IssueHandler,
  SetSeriesRuleHandler,
];
const queries = [FindOutgoingHandler, GetOutgoingHandler, OpenOutgoingFileHandler, ReadRegisterHandler];
const stores = [OutgoingDocumentStore, OutgoingListStore, DraftStore, TimelineStore, RegisterLineStore, SeriesRules];

const afterIssue = [
  RecallDocumentHandler,
  MendDocumentHandler,
  GetAfterIssueHandler,
  FollowDeliveriesHandler,
  DeliveriesStore,
  RecallsStore,
  LinksStore,
  Mending,
];

const apart = [ApartSeriesHandlers, ApartSeriesStore, AdvisoryBodies, CloseApartSeriesHandler];
const machines = [RequestDocumentHandler, RequestedDocumentsHandler, MachineRequestStore, RequestedOutcomes];
const watch = [
  CalendarRecords,
  AgencyHoursStore,
  WatchStore,
  FindDeadlinesHandler,
  FileDocumentHandler,
  FindUnfiledHandler,
];
const caseFiles = [CaseFileStore, FindCaseFilesHandler, CountCaseFilesHandler, DescribeCaseFileHandler];
const paperIssue = [
  PaperIssueStore,
  PaperMain,
  GetPaperIssueHandler,
  SendPaperHandler,
  BothWaysHandlers,
  PrintHandlers,
];
const outputs = [WritePeriodOutputHandler, HandlingStore, GetFieldsHandler];
const copies = [CopiesStore, ChargeCopySignerHandler, RegisterCopyHandler, FindCopiesHandler];
const numbering = [
  WriteRegisterHandler,
  RegisterBooks,
  ClosedRegisterHandlers,
  FindSeriesHandler,
  OpenSeriesHandler,
  StopSeriesHandler,
  ResumeSeriesHandler,
  TakeOverLinesHandler,
  SeriesNotesStore,
  LinesWithoutDocument,
  SeriesLog,
];

const review = [
  AddCommentHandler,
  AskOpinionsHandler,
  GiveOpinionHandler,
  InitialDraftHandler,
  ReviewQueriesHandler,
  ReviewDocument,
  ReviewStore,
  WriteWordHandler,
  PreviewDraftHandler,
  CheckUploadedLayoutHandler,
];

const written = [
  TakeWrittenFileHandler,
  MovePlacesHandler,
  TakeOverFieldsHandler,
  GetWrittenFileHandler,
  WrittenVersions,
  ReadWrittenFile,
  PlaceFields,
  CarryFile,
  WordConverter,
  ReadBroughtFile,
  BindSigners,
];

const assignments = [
  AssignDraftingHandler,
  ChangeAssignmentHandler,
  TakeUpAssignmentHandler,
  FindAssignmentsHandler,
  AssignmentStore,
];
const slips = [
  SubmitSlipHandler,
  DecideSlipHandler,
  SlipQueriesHandler,
  SlipDecisions,
  SlipStore,
  SubmitDocument,
  ReturnDocument,
  OrderSignature,
];

/** Draft → check → sign → number → register → seal → issue. */
@Module({
  providers: [
    {
      provide: ContentStore,
      useFactory: ({ files }: ServiceConfig) => new ContentStore({ directory: files.directory }),
      inject: [SERVICE_CONFIG],
    },
    {
      provide: FileTickets,
      useFactory: (keys: ServiceKeys) => new FileTickets({ publicKey: keys.publicKeyOf('gateway') }),
      inject: [ServiceKeys],
    },
    ...commands,
    ...queries,
    ...stores,
    ...afterIssue,
    ...numbering,
    ...watch,
    ...caseFiles,
    ...outputs,
    ...paperIssue,
    ...copies,
    ...review,
    ...slips,
    BatchHandlers,
    BatchStore,
    PassingBooks,
    ...assignments,
    ...written,
    ...apart,
    ...machines,
    DraftCourses,
    DraftFlowStore,
    ActOnDocument,
    NumberDocuments,
    ReadyToNumber,
    DirectoryQuestions,
    Neighbours,
    Fonts,
    FindSignatories,
    PlannedSigners,
    LayOutDraft,
    NextVersion,
    UploadedPdf,
    IssueDocument,
    TakeSignatureHandler,
  ],
})
export class OutgoingDocumentModule {}
