import { outgoing } from '@vanthu/contracts';
import type { ServiceDefinition } from '@vanthu/messaging';
import { registerMigration } from '@vanthu/register';
import { AddAfterIssue1764000300000 } from './outgoing-document/after-issue/after-issue-tables.migration.js';
import { AddCopies1764000300300 } from './outgoing-document/copies/copy-tables.migration.js';
import { AddNumbering1764000300100 } from './outgoing-document/numbering/numbering-tables.migration.js';
import { OutgoingDocumentModule } from './outgoing-document/outgoing-document.module.js';
import { CreateOutgoingRegister1763880200200 } from './outgoing-document/register/register-tables.migration.js';
import { AddReview1764000400000 } from './outgoing-document/review/review-tables.migration.js';
import { CreateOutgoingTables1763880200000 } from './outgoing-document/store/outgoing-tables.migration.js';
import { AddPaperAndAttachments1763990000000 } from './outgoing-document/store/paper-and-attachments.migration.js';
import { AddWatch1764000300200 } from './outgoing-document/watch/watch-tables.migration.js';

/** Outgoing documents from draft to issue, with their series and register. */
export const outgoingService: ServiceDefinition = {
  name: 'outgoing',
  module: OutgoingDocumentModule,
  migrations: [
    CreateOutgoingTables1763880200000,
    registerMigration(1763880200100),
    CreateOutgoingRegister1763880200200,
    AddPaperAndAttachments1763990000000,
    AddAfterIssue1764000300000,
    AddNumbering1764000300100,
    AddWatch1764000300200,
    AddCopies1764000300300,
    AddReview1764000400000,
  ],
  contracts: [
    outgoing.CreateDraft,
    outgoing.ReviseDraft,
    outgoing.AddAttachment,
    outgoing.RemoveAttachment,
    outgoing.SubmitDraft,
    outgoing.CheckContent,
    outgoing.CheckForm,
    outgoing.ReturnDraft,
    outgoing.Sign,
    outgoing.RecordInkSignature,
    outgoing.AllotNumber,
    outgoing.AddScan,
    outgoing.Seal,
    outgoing.RetryJob,
    outgoing.VoidNumber,
    outgoing.SetSeriesRule,
    outgoing.Issue,
    outgoing.FindOutgoing,
    outgoing.GetOutgoing,
    outgoing.OpenOutgoingFile,
    outgoing.ReadRegister,
    outgoing.GetReview,
    outgoing.CompareVersions,
    outgoing.AddComment,
    outgoing.AskOpinions,
    outgoing.GiveOpinion,
    outgoing.InitialDraft,
    outgoing.WriteWordTemplate,
    outgoing.WriteWord,
    outgoing.CheckUploadedLayout,
    outgoing.WriteRegister,
    outgoing.FindDeadlines,
    outgoing.FindUnfiled,
    outgoing.FileDocument,
    outgoing.ChargeCopySigner,
    outgoing.RegisterCopy,
    outgoing.FindCopies,
    outgoing.RecallDocument,
    outgoing.MendDocument,
    outgoing.GetAfterIssue,
    outgoing.FindSeries,
    outgoing.OpenSeries,
    outgoing.StopSeries,
    outgoing.ResumeSeries,
    outgoing.TakeOverLines,
  ],
};
