import { Injectable } from '@nestjs/common';
import { directory, isRefusal, type Refusal, type Role, routing } from '@vanthu/contracts';
import type { FlowStaff } from '@vanthu/decree30';
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

  /** Whoever a flow names, as the agency is today; `null`: nobody. Of a role each may act, of a unit its head. */
  async holder(
    ctx: RequestContext,
    agencyId: string,
    holder: routing.FlowHolder,
  ): Promise<{ name: string; holders: string[] } | null> {
    if (holder.kind === 'assignee') return null;
    if (holder.kind === 'unit') {
      const unit = (await this.units(ctx, agencyId)).find(({ abbreviation }) => abbreviation === holder.abbreviation);
      return unit === undefined ? null : { name: unit.name, holders: [`head:${unit.id}`] };
    }
    if (holder.role === 'clerk') return { name: 'Văn thư', holders: [`clerks:${agencyId}`] };
    const people = await this.people(ctx, { agencyId, role: holder.role });
    const [first] = people;
    if (first === undefined) return null;
    const name =
      people.length === 1 ? `${first.fullName}, ${first.title}` : people.map(({ fullName }) => fullName).join(' hoặc ');
    return { name, holders: people.map(({ personId }) => `person:${personId}`) };
  }

  /** As readers: the people who have this role today. */
  async inRole(ctx: RequestContext, agencyId: string, role: Role): Promise<string[]> {
    return (await this.people(ctx, { agencyId, role })).map(({ personId }) => `person:${personId}`);
  }

  /** Everybody who has a position in the agency today. */
  everybody(ctx: RequestContext, agencyId: string): Promise<Person[]> {
    return this.people(ctx, { agencyId });
  }

  /** What the readers of a document are called. */
  async readerNames(ctx: RequestContext, agencyId: string): Promise<Map<string, string>> {
    const [units, people] = [await this.units(ctx, agencyId), await this.everybody(ctx, agencyId)];
    return new Map([
      [`clerks:${agencyId}`, 'Văn thư'],
      [`leadership:${agencyId}`, 'Lãnh đạo theo dõi'],
      ...units.map(({ id, name }): [string, string] => [`head:${id}`, `Người đứng đầu ${name}`]),
      ...people.map(({ personId, fullName, title }): [string, string] => [
        `person:${personId}`,
        `${fullName}, ${title}`,
      ]),
    ]);
  }

  /** Who holds what today, as far as flows name it. */
  async staff(ctx: RequestContext, agencyId: string): Promise<FlowStaff> {
    const [units, people] = [await this.units(ctx, agencyId), await this.people(ctx, { agencyId })];
    const heads = new Set(people.filter(({ roles }) => roles.includes('unit-head')).map(({ unitId }) => unitId));
    return {
      roles: new Set(people.flatMap(({ roles }) => roles)),
      units: new Set(units.map(({ abbreviation }) => abbreviation)),
      headed: new Set(units.filter(({ id }) => heads.has(id)).map(({ abbreviation }) => abbreviation)),
    };
  }

  /** How the agency abbreviates a unit; `null`: not its unit. */
  async abbreviationOf(ctx: RequestContext, agencyId: string, unitId: string): Promise<string | null> {
    return (await this.units(ctx, agencyId)).find(({ id }) => id === unitId)?.abbreviation ?? null;
  }

  async units(ctx: RequestContext, agencyId: string) {
    const agency = await this.requests.ask(directory.GetAgency, { agencyId }, { for: ctx });
    return isRefusal(agency) ? [] : agency.units;
  }

  private async unitNames(ctx: RequestContext, agencyId: string): Promise<Map<string, string>> {
    return new Map((await this.units(ctx, agencyId)).map((unit) => [unit.id, unit.name]));
  }

  private async people(
    ctx: RequestContext,
    narrow: { agencyId: string; unitId?: string; role?: Role },
  ): Promise<Person[]> {
    const found = await this.requests.ask(
      directory.FindPeople,
      { ...narrow, text: '', on: ctx.today(), limit: 500 },
      { for: ctx },
    );
    return isRefusal(found) ? [] : found.people;
  }
}
