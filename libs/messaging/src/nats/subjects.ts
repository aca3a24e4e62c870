import type { EventContract, EventEnvelope, Service } from '@vanthu/contracts';

/** Every name that a broker sees. Nothing else in the system spells a subject. */
export const subjects = {
  stream: 'EVENTS',
  allEvents: 'ev.>',

  /** Ids may hold dots (codes of agencies); a subject token may not. */
  event(event: Pick<EventEnvelope, 'service' | 'aggregate' | 'aggregateId' | 'type'>): string {
    const name = event.type.split('.')[2] ?? 'unknown';
    const id = event.aggregateId.replace(/[^A-Za-z0-9_-]/g, '_');
    return `ev.${event.service}.${event.aggregate}.${name}.${id}`;
  },

  eventsOf(service: Service): string {
    return `ev.${service}.>`;
  },

  occurrencesOf(contract: EventContract): string {
    return `ev.${contract.service}.${contract.aggregate}.${contract.name}.*`;
  },

  /** Which events have taken effect in a service: a hint to open screens, not kept anywhere. */
  appliedBy(service: Service): string {
    return `ap.${service}`;
  },
  appliedAnywhere: 'ap.*',

  /** Names never change: a new name would hear everything again. */
  durable(service: Service, source: Service): string {
    return `${service}_from_${source}`;
  },
} as const;
