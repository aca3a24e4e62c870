import { Injectable } from '@nestjs/common';
import { type InputOf, isRefusal, outgoing, type Refusal } from '@vanthu/contracts';
import { type Answer, CommandRunner, Handles, type RequestContext } from '@vanthu/messaging';
import { planInFile } from '../domain/brought-file.js';
import { PlaceFields } from './place-fields.js';
import { movedPlaces, placeProblem } from './place-rules.js';
import { type NextWritten, WrittenVersions } from './written-versions.js';

type Input = InputOf<typeof outgoing.MovePlaces>;

/** Where number, date, signatures and seal go, as a person decided (Annex I part I, II.7 and II.8; R-ORG-04, R-SIG-11). */
@Injectable()
export class MovePlacesHandler {
  constructor(
    private readonly commands: CommandRunner,
    private readonly versions: WrittenVersions,
    private readonly placing: PlaceFields,
  ) {}

  @Handles(outgoing.MovePlaces)
  async handle(input: Input, ctx: RequestContext): Promise<Answer<typeof outgoing.MovePlaces>> {
    const prepared = await this.prepare(input, ctx);
    return this.commands.run(outgoing.MovePlaces, input, ctx, (tx) => this.versions.write(tx, input, prepared, ctx));
  }

  private async prepare(input: Input, ctx: RequestContext): Promise<NextWritten | Refusal | null> {
    const seen = await this.versions.seen(input, ctx);
    if (!seen) return null;
    const { document, text, place } = seen;
    if (!text.written) return outgoing.refuseOutgoing('OUTGOING.NO_WRITTEN_FILE');
    const places = movedPlaces(text.written, input.places);
    const why = placeProblem(text.written, input.places, places);
    if (why !== null) return outgoing.refuseOutgoing('OUTGOING.PLACES_WRONG', { why });
    const written = { ...text.written, places };
    const changes = await this.placing.into(written, place, { name: document.file.name, road: document.road });
    if (isRefusal(changes)) return changes;
    const textVi = 'Đặt lại vị trí số, ngày, chữ ký, dấu';
    // Where a field is made with its signature is part of the plan.
    const plan = planInFile(document.plan, written);
    return { changes: { ...changes, plan }, text: { ...text, written }, act: 'move-places', textVi };
  }
}
