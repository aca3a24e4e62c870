/** What one NATS user may do. Everything that is not allowed is refused by the server. */
export interface NatsPermissions {
  readonly publish: { readonly allow: readonly string[]; readonly deny: readonly string[] };
  readonly subscribe: { readonly allow: readonly string[] };
}

/** The stream of events, and the durable consumer that one service has of another, as `libs/messaging` names them. */
const stream = 'EVENTS';
const durable = (service: string, source: string): string => `${service}_from_${source}`;

/**
 * What a service needs of JetStream, subject by subject: to make the stream when it is missing, and to hear each source through
 * its own consumer. More would be all: a stream of its own over `rq.>` hears every request with its token and its password,
 * another's consumer loses what it was to hear, a changed stream forgets.
 */
const listening = (service: string, sources: readonly string[]): string[] => [
  `$JS.API.STREAM.INFO.${stream}`,
  `$JS.API.STREAM.CREATE.${stream}`,
  ...sources.flatMap((source) => {
    const consumer = `${stream}.${durable(service, source)}`;
    return [
      `$JS.API.CONSUMER.INFO.${consumer}`,
      // With the filter in the subject, which the server compares with what is asked for.
      `$JS.API.CONSUMER.CREATE.${consumer}.ev.${source}.>`,
      `$JS.API.CONSUMER.MSG.NEXT.${consumer}`,
      `$JS.ACK.${consumer}.>`,
    ];
  }),
];

/** The administrator repairs: JetStream's API, acknowledgements, flow control. */
const repairing = ['$JS.API.>', '$JS.ACK.>', '$JS.FC.>'];

/** Passes on to open screens what has just happened; each of its copies hears every event. */
const listener = 'gateway';

/** The administrator's commands: may look at everything, repair the stream, and ask. */
export const administrator = 'cli';

/** docs/mechanisms.md, "Identity". Replies to requests that were received are allowed beside these. */
export function natsPermissions(service: string, services: readonly string[]): NatsPermissions {
  const others = services.filter((other) => other !== service && other !== administrator);
  const inbox = `_INBOX_${service}.>`;
  if (service === administrator) {
    return {
      publish: { allow: [...others.map((other) => `rq.${other}.>`), ...repairing], deny: [] },
      subscribe: { allow: [inbox, 'ev.>', '$JS.EVENT.>'] },
    };
  }
  // A service hears itself, too.
  const heard = listening(service, [...others, service]);
  return {
    publish: {
      allow: [...others.map((other) => `rq.${other}.>`), `ev.${service}.>`, `ap.${service}`, ...heard],
      deny: [],
    },
    subscribe: { allow: [`rq.${service}.>`, inbox, ...(service === listener ? ['ev.>', 'ap.*'] : [])] },
  };
}
