/** What one NATS user may do. Everything that is not allowed is refused by the server. */
export interface NatsPermissions {
  readonly publish: { readonly allow: readonly string[]; readonly deny: readonly string[] };
  readonly subscribe: { readonly allow: readonly string[] };
}

/**
 * The log of events is permanent: nobody who serves requests may take anything out of it. (Its owner keeps it in
 * PostgreSQL anyway; this keeps one broken service from hiding what another has said.)
 */
const destructive = [
  '$JS.API.STREAM.DELETE.>',
  '$JS.API.STREAM.PURGE.>',
  '$JS.API.STREAM.MSG.DELETE.>',
  '$JS.API.STREAM.RESTORE.>',
  '$JS.API.STREAM.SNAPSHOT.>',
  '$JS.API.ACCOUNT.PURGE.>',
];

/** JetStream's own subjects: its API, acknowledgements, flow control. */
const jetStream = ['$JS.API.>', '$JS.ACK.>', '$JS.FC.>'];

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
      publish: { allow: [...others.map((other) => `rq.${other}.>`), ...jetStream], deny: [] },
      subscribe: { allow: [inbox, 'ev.>', '$JS.EVENT.>'] },
    };
  }
  return {
    publish: { allow: [...others.map((other) => `rq.${other}.>`), `ev.${service}.>`, ...jetStream], deny: destructive },
    subscribe: { allow: [`rq.${service}.>`, inbox, ...(service === listener ? ['ev.>'] : [])] },
  };
}
