import { civilDateOf } from '@vanthu/messaging';

/** The day of a request in Viet Nam: the simulated one, or the machine's. */
export const today = (at: string | undefined): string => civilDateOf(at === undefined ? new Date() : new Date(at));
