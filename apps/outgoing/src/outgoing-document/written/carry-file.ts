import { Injectable } from '@nestjs/common';
import { isRefusal, type Refusal } from '@vanthu/contracts';
import type { RequestContext } from '@vanthu/messaging';
import { fileNameOf } from '../domain/compose-content.js';
import { fold } from '../domain/fold.js';
import { type DraftInput, type OutgoingDocument, personalOf } from '../domain/outgoing-document.js';
import { bare } from '../domain/signature-plan.js';
import type { WrittenFile } from '../domain/written-file.js';
import { LayOutDraft, type PreparedDraft } from '../drafting/lay-out-draft.js';
import { BindSigners, type Bound } from './bind-signers.js';
import { PlaceFields } from './place-fields.js';
import { ReadWrittenFile } from './read-written-file.js';
import type { SeenDraft } from './written-versions.js';

/** The same file with other data of the draft: its places stay where they are unless other people sign. */
@Injectable()
export class CarryFile {
  constructor(
    private readonly layOut: LayOutDraft,
    private readonly reader: ReadWrittenFile,
    private readonly binding: BindSigners,
    private readonly placing: PlaceFields,
  ) {}

  async onto(
    input: DraftInput,
    { document, text, place }: SeenDraft,
    written: WrittenFile,
    ctx: RequestContext,
  ): Promise<PreparedDraft | Refusal> {
    const composed = await this.layOut.compose(input, place, ctx);
    if (isRefusal(composed)) return composed;
    const { planned, ...rest } = composed;
    const { sealMm } = rest.agency;
    const after = { kind: input.kind, plan: planned.plan };
    const isSame = signersOf(document) === signersOf(after) && text.sealMm === sealMm;
    const placed = isSame ? written : await this.reader.again(written, { ...after, sealMm });
    if (isRefusal(placed)) return placed;
    const { agencyId, kind, field = null, headDecidesAlone = false } = { ...document, ...input };
    const wanted = { ...document, ...planned, agencyId, kind, field, headDecidesAlone };
    let bound = await this.binding.in(placed, wanted, ctx);
    if (isRefusal(bound)) return bound;
    // Whose signature in the file has counted had no place; when it does no more, one is found for him.
    if (isSame && hasNoPlace(bound)) {
      const found = await this.reader.again(written, { ...after, sealMm });
      if (isRefusal(found)) return found;
      bound = await this.binding.in(found, wanted, ctx);
      if (isRefusal(bound)) return bound;
    }
    const name = fileNameOf(input.kind, fold(input.abstract));
    const file = await this.placing.into(bound.written, place, { name, road: planned.road });
    if (isRefusal(file)) return file;
    return { ...rest, written: bound.written, changes: { ...file, ...planned, plan: bound.plan } };
  }
}

/** Whether somebody still has to sign a file that others have signed, and nobody knows where. */
const hasNoPlace = ({ written: { signed, places }, plan }: Bound): boolean =>
  signed !== undefined &&
  personalOf({ plan }).some(({ signedAt, field }) => signedAt === null && !places.some(({ name }) => name === field));

/** For whom there are places: minutes have none for a date. */
const signersOf = ({ kind, plan }: Pick<OutgoingDocument, 'kind' | 'plan'>): string =>
  JSON.stringify([kind === 'bien-ban', personalOf({ plan: bare(plan) }).map(({ field, name }) => [field, name])]);
