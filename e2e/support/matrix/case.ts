import type { RequestContract } from '@vanthu/contracts';
import type { Office } from '../office.js';

/** Everybody who works here: each role in its own agency, and their colleagues in the other commune. */
export const everybody = [
  ...['vanthu', 'cvvanhoa', 'cvkinhte', 'tpvanhoa', 'tpkinhte', 'chanhvanphong', 'chutich', 'phochutich', 'quantri'],
  ...['tt.vanthu', 'tt.chuyenvien', 'tt.chanhvanphong', 'tt.chutich'],
] as const;
export type Username = (typeof everybody)[number];

/** One act in one situation: who may, and with which word the owner refuses the others who hold the right. */
export interface Case {
  readonly contract: Pick<RequestContract, 'subject' | 'right'> & { readonly http?: RequestContract['http'] };
  readonly situation: string;
  /** Makes the situation anew: for everybody whose turn it is, and once for all who are refused. */
  prepare(office: Office): Promise<object>;
  input?(made: never, username: Username, office: Office): object | Promise<object>;
  /** `all`: everybody who holds the right. */
  readonly may: readonly Username[] | 'all';
  /** Default `REQUEST.NOT_FOUND`: who does not read a document is not told that there is one. */
  readonly refused?: Partial<Record<Username, string>>;
}

/** Types a case: what `prepare` makes is what `input` is given. */
export function act<Made extends object>(
  contract: Case['contract'],
  situation: string,
  one: {
    prepare?(office: Office): Promise<Made>;
    input?(made: Made, username: Username, office: Office): object | Promise<object>;
    may: Case['may'];
    refused?: Case['refused'];
  },
): Case {
  const { prepare = async () => ({}) as Made, input = (made: Made) => made, ...rest } = one;
  return { contract, situation, prepare, input: input as NonNullable<Case['input']>, ...rest };
}

const code = (word: string, ...usernames: Username[]) => Object.fromEntries(usernames.map((one) => [one, word]));

/** `words({ 'A.B': ['x', 'y'] })`: x and y are refused with A.B. */
export const words = (table: Record<string, Username[]>): Partial<Record<Username, string>> =>
  Object.assign({}, ...Object.entries(table).map(([word, usernames]) => code(word, ...usernames)));
