import { Injectable } from '@nestjs/common';
import { directory, isRefusal, type Refusal, routing } from '@vanthu/contracts';
import { RequestClient, type RequestContext } from '@vanthu/messaging';
import type { z } from 'zod';
import type { Assignee, Direction } from '../domain/routed-document.js';

type Person = z.infer<typeof directory.PersonInPosition>;

const unknownAssignee = (details: Record<string, unknown>): Refusal =>
  routing.refuseRouting('ROUTING.UNKNOWN_ASSIGNEE', details);

/** Units and people as the directory has them on the day of the act. Names are its own, never the asker's. */
@Injectable()
export class Organisation {
  constructor(private readonly requests: RequestClient) {}

  /** The person who holds this position as director of the agency today. */
  async director(ctx: RequestContext, agencyId: string, positionId: string): Promise<Person | Refusal> {
    const people = await this.people(ctx, { agencyId, role: 'director' });
    return people.find((person) => person.positionId === positionId) ?? unknownAssignee({ positionId });
  }

  async personInUnit(
    ctx: RequestContext,
    agencyId: string,
    unitId: string,
    personId: string,
  ): Promise<Person | Refusal> {
    const people = await this.people(ctx, { agencyId, unitId });
    return people.find((person) => person.personId === personId) ?? unknownAssignee({ personId });
  }

  /** The same direction with the names of the directory; refused when a unit or person is not the agency's. */
  async named(ctx: RequestContext, agencyId: string, direction: Direction): Promise<Direction | Refusal> {
    const assignees = [direction.lead, ...direction.cooperators];
    const unitNames = assignees.some((a) => a.kind === 'unit') ? await this.unitNames(ctx, agencyId) : new Map();
    const people = assignees.some((a) => a.kind === 'person') ? await this.people(ctx, { agencyId }) : [];
    const named: Assignee[] = [];
    for (const assignee of assignees) {
      const name =
        assignee.kind === 'unit'
          ? unitNames.get(assignee.unitId)
          : people.find((person) => person.personId === assignee.personId)?.fullName;
      if (name === undefined) return unknownAssignee({ name: assignee.name });
      named.push({ ...assignee, name });
    }
    const [lead, ...cooperators] = named;
    return { ...direction, lead: lead as Assignee, cooperators };
  }

  async namedAssignee(ctx: RequestContext, agencyId: string, assignee: Assignee): Promise<Assignee | Refusal> {
    const direction = { lead: assignee, cooperators: [], deadline: ctx.today(), text: '' };
    const named = await this.named(ctx, agencyId, direction);
    return isRefusal(named) ? named : named.lead;
  }

  private async unitNames(ctx: RequestContext, agencyId: string): Promise<Map<string, string>> {
    const agency = await this.requests.ask(directory.GetAgency, { agencyId }, { for: ctx });
    return new Map(isRefusal(agency) ? [] : agency.units.map((unit) => [unit.id, unit.name]));
  }

  private async people(
    ctx: RequestContext,
    narrow: { agencyId: string; unitId?: string; role?: 'director' },
  ): Promise<Person[]> {
    const found = await this.requests.ask(
      directory.FindPeople,
      { ...narrow, text: '', on: ctx.today(), limit: 500 },
      { for: ctx },
    );
    return isRefusal(found) ? [] : found.people;
  }
}
