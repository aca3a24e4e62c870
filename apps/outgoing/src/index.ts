import { outgoing } from '@vanthu/contracts';
import type { ServiceDefinition } from '@vanthu/messaging';
import { registerMigration } from '@vanthu/register';
import { OutgoingDocumentModule } from './outgoing-document/outgoing-document.module.js';
import { CreateOutgoingRegister1763880200200 } from './outgoing-document/register/register-tables.migration.js';
import { CreateOutgoingTables1763880200000 } from './outgoing-document/store/outgoing-tables.migration.js';
import { AddPaperAndAttachments1763990000000 } from './outgoing-document/store/paper-and-attachments.migration.js';

/** Outgoing documents from draft to issue, with their series and register. */
export const outgoingService: ServiceDefinition = {
  name: 'outgoing',
  module: OutgoingDocumentModule,
  migrations: [
    CreateOutgoingTables1763880200000,
    registerMigration(1763880200100),
    CreateOutgoingRegister1763880200200,
    AddPaperAndAttachments1763990000000,
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
  ],
};
