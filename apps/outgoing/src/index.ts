import { outgoing } from '@vanthu/contracts';
import type { ServiceDefinition } from '@vanthu/messaging';
import { closedRegisterMigration, registerMigration } from '@vanthu/register';
import { AddAfterIssue1764000300000 } from './outgoing-document/after-issue/after-issue-tables.migration.js';
import { AddAdvisoryBodies1764112401700 } from './outgoing-document/apart/advisory-bodies.migration.js';
import { AddApartSeries1764100240000 } from './outgoing-document/apart/apart-tables.migration.js';
import { AddAssignments1764100500700 } from './outgoing-document/assignments/assignment-tables.migration.js';
import { WithdrawnAssignments1764112403100 } from './outgoing-document/assignments/withdrawn-assignments.migration.js';
import { AddBatches1764112401100 } from './outgoing-document/batches/batch-tables.migration.js';
import { DescribeCaseFiles1764100300000 } from './outgoing-document/case-files/case-file-tables.migration.js';
import { AddCopies1764000300300 } from './outgoing-document/copies/copy-tables.migration.js';
import { AddDraftFlows1764112402800 } from './outgoing-document/flows/draft-flow-tables.migration.js';
import { AddMachineRequests1764100220000 } from './outgoing-document/machine-requests/machine-request-tables.migration.js';
import { AddNumbering1764000300100 } from './outgoing-document/numbering/numbering-tables.migration.js';
import { OutgoingDocumentModule } from './outgoing-document/outgoing-document.module.js';
import { KeepBothWaysHistory1764112401710 } from './outgoing-document/paper-issue/both-ways-history.migration.js';
import { AddPaperIssue1764100400000 } from './outgoing-document/paper-issue/paper-issue-tables.migration.js';
import { CreateOutgoingRegister1763880200200 } from './outgoing-document/register/register-tables.migration.js';
import { AddReview1764000400000 } from './outgoing-document/review/review-tables.migration.js';
import { AddSearchWords1764100210000 } from './outgoing-document/search/search-words.migration.js';
import { AddSlips1764100500600 } from './outgoing-document/slips/slip-tables.migration.js';
import { CreateOutgoingTables1763880200000 } from './outgoing-document/store/outgoing-tables.migration.js';
import { AddPaperAndAttachments1763990000000 } from './outgoing-document/store/paper-and-attachments.migration.js';
import { KeepCalendars1764100500000 } from './outgoing-document/watch/agency-calendar.migration.js';
import { AddWatch1764000300200 } from './outgoing-document/watch/watch-tables.migration.js';

import { AddWrittenFiles1764100220600 } from './outgoing-document/written/written-file.migration.js';

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
    closedRegisterMigration(1764100200000, {
      direction: 'outgoing',
      lineDay: 'coalesce(t.booked_on, t.document_date)',
      // A line that came in after its own book was closed stands in a later one.
      before: ['ALTER TABLE register_line ADD booked_on date'],
    }),
    DescribeCaseFiles1764100300000,
    AddPaperIssue1764100400000,
    KeepCalendars1764100500000,
    AddSearchWords1764100210000,
    AddMachineRequests1764100220000,
    AddApartSeries1764100240000,
    AddSlips1764100500600,
    AddAssignments1764100500700,
    AddWrittenFiles1764100220600,
    AddBatches1764112401100,
    AddAdvisoryBodies1764112401700,
    KeepBothWaysHistory1764112401710,
    AddDraftFlows1764112402800,
    WithdrawnAssignments1764112403100,
  ],
  contracts: [
    outgoing.CreateDraft,
    outgoing.ReviseDraft,
    outgoing.CreateWordDraft,
    outgoing.TakeWrittenFile,
    outgoing.MovePlaces,
    outgoing.TakeOverFields,
    outgoing.GetWrittenFile,
    outgoing.AddAttachment,
    outgoing.RemoveAttachment,
    outgoing.SubmitDraft,
    outgoing.CheckContent,
    outgoing.CheckForm,
    outgoing.ReturnDraft,
    outgoing.Sign,
    outgoing.RecordInkSignature,
    outgoing.AllotNumber,
    outgoing.CheckNumbering,
    outgoing.AddScan,
    outgoing.Seal,
    outgoing.RetryJob,
    outgoing.OpenBatch,
    outgoing.FindBatches,
    outgoing.GetBatch,
    outgoing.WriteBatch,
    outgoing.VoidNumber,
    outgoing.SetSeriesRule,
    outgoing.Issue,
    outgoing.FindApartSeries,
    outgoing.SetApartSeries,
    outgoing.RegisterApart,
    outgoing.RequestDocument,
    outgoing.FindRequestedDocuments,
    outgoing.GetRequestedDocument,
    outgoing.OpenRequestedFile,
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
    outgoing.PreviewDraft,
    outgoing.AssignDrafting,
    outgoing.TakeUpAssignment,
    outgoing.ChangeAssignment,
    outgoing.WithdrawAssignment,
    outgoing.FindAssignments,
    outgoing.SubmitSlip,
    outgoing.DecideSlip,
    outgoing.FindSlips,
    outgoing.GetSlip,
    outgoing.WriteRegister,
    outgoing.CloseRegister,
    outgoing.SealClosedRegister,
    outgoing.FindClosedRegisters,
    outgoing.OpenClosedRegister,
    outgoing.WritePeriodOutput,
    outgoing.GetPaperIssue,
    outgoing.SendPaper,
    outgoing.SetBothWays,
    outgoing.PrintDocument,
    outgoing.WriteLabels,
    outgoing.FindCaseFiles,
    outgoing.DescribeCaseFile,
    outgoing.GetFields,
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
