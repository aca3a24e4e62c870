import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { outgoing } from '@vanthu/contracts';
import { people } from './people.js';
import { World } from './world.js';

let world: World;
beforeAll(async () => {
  world = await World.create({ relay: false });
});
afterAll(() => world?.close());

const published = () => world.bed.rows<{ type: string }>('SELECT type FROM outbox WHERE position IS NOT NULL');

describe('a service that stops between number and seal', () => {
  it('keeps number and order; the next start publishes the order once and goes on', async () => {
    const signed = await world.until('signed');
    const wish = { documentId: signed.id, manifestHash: signed.manifest.hash, activationId: randomUUID() };
    const commandId = randomUUID();
    const given = await world.ask(outgoing.AllotNumber, wish, people.clerk, commandId);
    expect(await published()).toHaveLength(0);
    await world.bed.restart({ relay: false });
    expect(await world.get(signed.id)).toMatchObject({
      state: 'numbered',
      numberAndSymbol: '01/QĐ-UBND',
      jobState: 'waiting',
    });
    await world.bed.runRelayOnce();
    const orders = (await published()).filter(({ type }) => type === outgoing.SignatureRequested.type);
    expect(orders).toHaveLength(2);
    expect(await world.ask(outgoing.AllotNumber, wish, people.clerk, commandId)).toEqual(given);
    await world.signOrdered(signed.id);
    expect(await world.get(signed.id)).toMatchObject({ state: 'sealed', numberAndSymbol: '01/QĐ-UBND' });
  });
});
