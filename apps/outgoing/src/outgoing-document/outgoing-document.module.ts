import { Module } from '@nestjs/common';
import { ContentStore } from '@vanthu/files';
import { SERVICE_CONFIG, type ServiceConfig } from '@vanthu/messaging';
import { AllotNumberHandler } from './commands/allot-number/allot-number.handler.js';
import { NumberDocuments } from './commands/allot-number/number-documents.js';
import { ReadyToNumber } from './commands/allot-number/ready-to-number.js';
import { CheckContentHandler } from './commands/check-content/check-content.handler.js';
import { CheckFormHandler } from './commands/check-form/check-form.handler.js';
import { CreateDraftHandler } from './commands/create-draft/create-draft.handler.js';
import { IssueHandler } from './commands/issue/issue.handler.js';
import { RetryJobHandler } from './commands/retry-job/retry-job.handler.js';
import { ReturnDraftHandler } from './commands/return-draft/return-draft.handler.js';
import { ReviseDraftHandler } from './commands/revise-draft/revise-draft.handler.js';
import { SetSeriesRuleHandler } from './commands/set-series-rule/set-series-rule.handler.js';
import { SignHandler } from './commands/sign/sign.handler.js';
import { SubmitDraftHandler } from './commands/submit-draft/submit-draft.handler.js';
import { VoidNumberHandler } from './commands/void-number/void-number.handler.js';
import { DirectoryQuestions } from './drafting/directory-questions.js';
import { LayOutDraft } from './drafting/lay-out-draft.js';
import { Neighbours } from './drafting/neighbours.js';
import { TakeSignatureHandler } from './events/take-signature.handler.js';
import { FindOutgoingHandler } from './queries/find-documents/find-outgoing.handler.js';
import { GetOutgoingHandler } from './queries/get-document/get-outgoing.handler.js';
import { OpenOutgoingFileHandler } from './queries/open-file/open-outgoing-file.handler.js';
import { ReadRegisterHandler } from './queries/read-register/read-register.handler.js';
import { RegisterLineStore } from './register/register-line.store.js';
import { SeriesRules } from './register/series-rules.js';
import { ActOnDocument } from './store/act-on-document.js';
import { DraftStore } from './store/draft.store.js';
import { OutgoingDocumentStore } from './store/outgoing-document.store.js';
import { OutgoingListStore } from './store/outgoing-list.store.js';
import { TimelineStore } from './store/timeline.store.js';

const commands = [
  CreateDraftHandler,
  ReviseDraftHandler,
  SubmitDraftHandler,
  CheckContentHandler,
  CheckFormHandler,
  ReturnDraftHandler,
  SignHandler,
  AllotNumberHandler,
  RetryJobHandler,
  VoidNumberHandler,
  IssueHandler,
  SetSeriesRuleHandler,
];
const queries = [FindOutgoingHandler, GetOutgoingHandler, OpenOutgoingFileHandler, ReadRegisterHandler];
const stores = [OutgoingDocumentStore, OutgoingListStore, DraftStore, TimelineStore, RegisterLineStore, SeriesRules];

/** Draft → check → sign → number → register → seal → issue. */
@Module({
  providers: [
    {
      provide: ContentStore,
      useFactory: ({ files }: ServiceConfig) => new ContentStore({ directory: files.directory }),
      inject: [SERVICE_CONFIG],
    },
    ...commands,
    ...queries,
    ...stores,
    ActOnDocument,
    NumberDocuments,
    ReadyToNumber,
    DirectoryQuestions,
    Neighbours,
    LayOutDraft,
    TakeSignatureHandler,
  ],
})
export class OutgoingDocumentModule {}
