import type { RequestContext } from '@vanthu/messaging';

/** Readers travel on the owner's events; services ask on behalf of those whom they have let in. */
export const mayRead = (readers: readonly string[], ctx: RequestContext): boolean =>
  ctx.service !== null || ctx.principals.some((principal) => readers.includes(principal));
