import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing, type Refusal } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { BindSigners } from './bind-signers.js';
import { PlaceFields } from './place-fields.js';
import { ReadWrittenFile } from './read-written-file.js';
import { type NextWritten, WrittenVersions } from './written-versions.js';

type Input = InputOf<typeof outgoing.TakeWrittenFile>;

/** The finished Word file or PDF becomes the next version of the draft (Art. 10; R-DRF-03). */
@Injectable()
export class TakeWrittenFileHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly versions: WrittenVersions,
    private readonly reader: ReadWrittenFile,
    private readonly binding: BindSigners,
    private readonly placing: PlaceFields,
  ) {}

  @Handles(outgoing.TakeWrittenFile)
  async handle(input: Input, ctx: RequestContext): Promise<Answer<typeof outgoing.TakeWrittenFile>> {
    const prepared = await this.prepare(input, ctx);
    return this.commands.run(outgoing.TakeWrittenFile, input, ctx, (tx) =>
      this.versions.write(tx, input, prepared, ctx),
    );
  }

  private async prepare(input: Input, ctx: RequestContext): Promise<NextWritten | Refusal | null> {
    const seen = await this.versions.seen(input, ctx);
    if (!seen) return null;
    const { document, text, place } = seen;
    const { kind, plan, road, file } = document;
    const read = await this.reader.fromTicket(input.ticket, { kind, plan, sealMm: text.sealMm }, ctx);
    if (isRefusal(read)) return read;
    const bound = await this.binding.in(read, document, ctx);
    if (isRefusal(bound)) return bound;
    const { written } = bound;
    const changes = await this.placing.into(written, place, { name: file.name, road });
    if (isRefusal(changes)) return changes;
    const { source } = written;
    const textVi = `Tải lên tệp “${source.name}”`;
    return {
      changes: { ...changes, plan: bound.plan },
      text: { ...text, written },
      source,
      act: 'take-written-file',
      textVi,
    };
  }
}
