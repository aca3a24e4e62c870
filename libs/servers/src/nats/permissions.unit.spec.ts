import { describe, expect, test } from '@jest/globals';
import { natsConfig } from './nats-config.js';
import { natsPermissions } from './permissions.js';

const services = ['gateway', 'outgoing', 'incoming', 'cli'];

describe('permissions of a NATS user', () => {
  const outgoing = natsPermissions('outgoing', services);

  test('a service asks others, and says only what happened to itself', () => {
    expect(outgoing.publish.allow).toEqual(expect.arrayContaining(['rq.gateway.>', 'rq.incoming.>', 'ev.outgoing.>']));
    expect(outgoing.publish.allow.filter((subject) => subject.startsWith('ev.'))).toEqual(['ev.outgoing.>']);
    expect(outgoing.publish.allow.filter((subject) => subject.startsWith('ap.'))).toEqual(['ap.outgoing']);
    expect(outgoing.publish.allow).not.toContain('rq.outgoing.>');
  });

  test('a service hears its own requests and its own inbox, and nothing else', () => {
    expect(outgoing.subscribe.allow).toEqual(['rq.outgoing.>', '_INBOX_outgoing.>']);
  });

  test('only the gateway hears events as they pass, for its live screens', () => {
    expect(natsPermissions('gateway', services).subscribe.allow).toEqual(expect.arrayContaining(['ev.>', 'ap.*']));
    expect(natsPermissions('incoming', services).subscribe.allow).not.toContain('ev.>');
  });

  test('of JetStream a service may use its own consumers of the one stream, and nothing else', () => {
    const ofJetStream = outgoing.publish.allow.filter((subject) => subject.startsWith('$JS.'));
    expect(ofJetStream.filter((subject) => subject.startsWith('$JS.API.STREAM.'))).toEqual([
      '$JS.API.STREAM.INFO.EVENTS',
      '$JS.API.STREAM.CREATE.EVENTS',
    ]);
    const consumers = ofJetStream.filter((subject) => !subject.startsWith('$JS.API.STREAM.'));
    expect(consumers).toContain('$JS.API.CONSUMER.CREATE.EVENTS.outgoing_from_incoming.ev.incoming.>');
    for (const subject of consumers)
      expect(subject).toMatch(/\.EVENTS\.outgoing_from_(gateway|incoming|outgoing)(\.|$)/);
  });

  test('the administrator may repair the stream, and answers nobody', () => {
    const administrator = natsPermissions('cli', services);
    expect(administrator.publish.allow).toContain('$JS.API.>');
    expect(administrator.subscribe.allow).not.toContain('rq.cli.>');
  });
});

describe('configuration of the broker', () => {
  const config = (version: string) =>
    natsConfig({ port: 4222, storeDirectory: '/d/a "b"', pidFile: '/d/pid', passwords: { outgoing: 'x"y' }, version });

  test('a version before 2.10 is not told what it does not know', () => {
    expect(config('2.9.10')).not.toContain('sync_interval');
    expect(config('2.10.0')).toContain('sync_interval: "always"');
    expect(config('3.0.1')).toContain('sync_interval: "always"');
  });

  test('quotation marks in paths and passwords stay inside their strings', () => {
    expect(config('2.10.0')).toContain(String.raw`store_dir: "/d/a \"b\""`);
    expect(config('2.10.0')).toContain(String.raw`password: "x\"y"`);
  });
});
