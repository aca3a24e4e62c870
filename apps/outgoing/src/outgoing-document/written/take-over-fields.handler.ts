import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing, type Refusal } from '@vanthu/contracts';
import { formOfKind, isKind } from '@vanthu/decree30';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { type DraftInput, type OutgoingDocument, personalOf, principalOf } from '../domain/outgoing-document.js';
import type { WrittenFile } from '../domain/written-file.js';
import { DirectoryQuestions } from '../drafting/directory-questions.js';
import { templateBody } from '../word/template-draft.js';
import { CarryFile } from './carry-file.js';
import { compareFields, plainRecipient, sameWords } from './compare-fields.js';
import { type NextWritten, type SeenDraft, WrittenVersions } from './written-versions.js';

type Input = InputOf<typeof outgoing.TakeOverFields>;

const names: Readonly<Record<outgoing.TakenField, string>> = {
  kind: 'tên loại',
  abstract: 'trích yếu',
  signer: 'người ký',
  recipients: 'nơi nhận',
  urgency: 'mức độ khẩn',
};

/** The draft's data are made what its file says (R-DRF-01); who signs must be in the directory and may sign it today. */
@Injectable()
export class TakeOverFieldsHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly versions: WrittenVersions,
    private readonly directory: DirectoryQuestions,
    private readonly carry: CarryFile,
  ) {}

  @Handles(outgoing.TakeOverFields)
  async handle(input: Input, ctx: RequestContext): Promise<Answer<typeof outgoing.TakeOverFields>> {
    const prepared = await this.prepare(input, ctx);
    return this.commands.run(outgoing.TakeOverFields, input, ctx, (tx) =>
      this.versions.write(tx, input, prepared, ctx),
    );
  }

  private async prepare(input: Input, ctx: RequestContext): Promise<NextWritten | Refusal | null> {
    const seen = await this.versions.seen(input, ctx);
    if (!seen) return null;
    const { written } = seen.text;
    if (!written) return outgoing.refuseOutgoing('OUTGOING.NO_WRITTEN_FILE');
    const draft = await this.taken(seen, written, new Set(input.fields), ctx);
    if (isRefusal(draft)) return draft;
    const prepared = await this.carry.onto(draft, seen, written, ctx);
    if (isRefusal(prepared)) return prepared;
    const { kind, abstract, urgency, recipients } = draft;
    return {
      changes: { ...prepared.changes, kind, abstract, urgency, recipients },
      text: {
        ...{ body: draft.body, content: prepared.content, sealMm: prepared.agency.sealMm },
        written: prepared.written ?? null,
      },
      authority: prepared.sourceDocument,
      act: 'take-over-fields',
      textVi: `Lấy theo tệp: ${input.fields.map((field) => names[field]).join(', ')}`,
    };
  }

  /** The draft as it would have been written with what the file says. */
  private async taken(
    { document, text }: SeenDraft,
    written: WrittenFile,
    fields: ReadonlySet<outgoing.TakenField>,
    ctx: RequestContext,
  ): Promise<DraftInput | Refusal> {
    const refused = compareFields(text.content, written).find(
      (one) => fields.has(one.field as outgoing.TakenField) && !one.mayTake && !one.isSame,
    );
    if (refused) {
      const why = `${refused.nameVi}: không đọc được hoặc dài quá mức`;
      return outgoing.refuseOutgoing('OUTGOING.FILE_UNFIT', { why });
    }
    const { kind, abstract, urgency, signer, recipients } = written.fields;
    let draft = draftOf(document, text.body);
    if (fields.has('abstract') && abstract) draft = { ...draft, abstract: abstract.value };
    if (fields.has('urgency')) draft = { ...draft, urgency: urgency?.value ?? 'normal' };
    if (fields.has('recipients') && recipients)
      draft = { ...draft, recipients: await this.recipients(recipients.value, document, ctx) };
    if (fields.has('kind') && kind) {
      const body = bodyFor(kind.value, draft.body);
      if (body === null) return outgoing.refuseOutgoing('OUTGOING.NO_WORD_TEMPLATE');
      draft = { ...draft, kind: kind.value, body };
    }
    if (!fields.has('signer') || !signer) return draft;
    const positionId = await this.positionOf(signer.value, document, ctx);
    if (isRefusal(positionId)) return positionId;
    const { capacity: _, ...rest } = draft;
    return { ...rest, signerPositionId: positionId };
  }

  /** The lines of Nơi nhận that name somebody: known recipients stay who they are, units of the agency are found by name. */
  private async recipients(
    lines: readonly string[],
    document: OutgoingDocument,
    ctx: RequestContext,
  ): Promise<outgoing.Recipient[]> {
    const agency = await this.directory.agency(document.agencyId, ctx);
    const units = isRefusal(agency) ? [] : agency.units;
    const named = lines.map(plainRecipient).filter((line) => line !== '' && !/^(như |lưu\b|lưu:)/iu.test(line));
    const read = named.map((name): outgoing.Recipient => {
      const known = document.recipients.find((one) => sameWords(one.name, name));
      if (known) return known;
      const unit = units.find((one) => sameWords(one.name, name));
      return unit ? { kind: 'unit', unitId: unit.id, name: unit.name } : { kind: 'other', name };
    });
    // Whom "Kính gửi" names stands in the draft and not in the list.
    const addressed = document.recipients.filter(
      (one) => one.kind === 'agency' && !read.some((two) => sameWords(one.name, two.name)),
    );
    return [...addressed, ...read];
  }

  private async positionOf(
    signer: { readonly name: string; readonly capacityLines: readonly string[] },
    { agencyId }: OutgoingDocument,
    ctx: RequestContext,
  ): Promise<string | Refusal> {
    const people = await this.directory.people(agencyId, ctx);
    if (isRefusal(people)) return people;
    const namesakes = people.filter((one) => sameWords(one.fullName, signer.name));
    const title = signer.capacityLines.at(-1) ?? '';
    const [first, ...others] =
      namesakes.length > 1 ? namesakes.filter((one) => sameWords(one.title, title)) : namesakes;
    if (first && others.length === 0) return first.positionId;
    const why = `danh bạ không có đúng một người tên “${signer.name}” giữ chức vụ in trong tệp`;
    return outgoing.refuseOutgoing('OUTGOING.FILE_UNFIT', { why });
  }
}

/** What the draft would be written with today. */
function draftOf(document: OutgoingDocument, body: outgoing.DraftBody): DraftInput {
  const principal = principalOf(document);
  const coSigners = personalOf(document).slice(0, -1);
  const signing = ({ positionId, capacity }: typeof principal) => ({
    positionId: positionId ?? '',
    ...(capacity === null ? {} : { capacity }),
  });
  const { positionId, ...capacity } = signing(principal);
  const { kind, abstract, urgency, field, answers, recipients, headDecidesAlone, advisoryBody, road } = document;
  return {
    ...{
      kind,
      abstract,
      urgency,
      body,
      field,
      answers,
      recipients: [...recipients],
      headDecidesAlone,
      advisoryBody,
      road,
    },
    ...{ signerPositionId: positionId, ...capacity },
    ...(coSigners.length === 0 ? {} : { coSigners: coSigners.map(signing) }),
  };
}

/** The words on the screen stay where the form of the other kind is the same; else they are those of its template. */
function bodyFor(kind: string, body: outgoing.DraftBody): outgoing.DraftBody | null {
  if (!isKind(kind)) return null;
  return formOfKind(kind).form === body.form ? body : templateBody(kind);
}
