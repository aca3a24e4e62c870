import {
  isProblem,
  type Problem,
  problemsOf,
  readOrigin,
  readValue,
  type Unprintable,
  type Values,
} from './check-inputs.js';

export interface NewInput {
  readonly code: string;
  /** Null: taken away. */
  readonly value: string | null;
  readonly source: string;
  readonly providedBy: string;
}

/** The latest revision of a figure, with who entered it. */
export interface GivenInput extends NewInput {
  readonly revision: number;
  readonly enteredBy: string;
  readonly enteredAt: Date;
}

/** What stands now, without what was taken away. */
export const valuesOf = (given: ReadonlyMap<string, GivenInput>): Map<string, string> =>
  new Map([...given.values()].flatMap(({ code, value }) => (value === null ? [] : [[code, value] as const])));

export interface Written {
  readonly code: string;
  readonly value: string;
  readonly source: string;
  readonly providedBy: string;
}

export interface Changes {
  readonly inputs: readonly (NewInput & { readonly revision: number })[];
  readonly values: Values;
  readonly problems: readonly Problem[];
}

/** What entries would change, and what would be wrong then. An entry that says the same as before changes nothing. */
export function changesOf(
  given: ReadonlyMap<string, GivenInput>,
  entries: readonly Written[],
  unprintable: Unprintable,
): Changes {
  const values = valuesOf(given);
  const inputs: (NewInput & { revision: number })[] = [];
  const problems: Problem[] = [];
  for (const { code, value: written, ...from } of entries) {
    const value = readValue(code, written, unprintable);
    if (typeof value !== 'string') {
      problems.push(value);
      continue;
    }
    const origin = readOrigin(code, from, unprintable);
    if (isProblem(origin)) {
      problems.push(origin);
      continue;
    }
    const { source, providedBy } = origin;
    const before = given.get(code);
    const kept = value === '' ? null : value;
    if (isSame(before, { code, value: kept, source, providedBy })) continue;
    if (kept === null) values.delete(code);
    else values.set(code, kept);
    inputs.push({ code, value: kept, source, providedBy, revision: (before?.revision ?? 0) + 1 });
  }
  // Contradictions that were there before and are not touched are no reason to refuse what is entered now.
  const touched = new Set(inputs.map(({ code }) => code));
  const before = new Set(problemsOf(valuesOf(given)).map(({ messageVi }) => messageVi));
  for (const problem of problemsOf(values)) {
    if (touched.has(problem.code) || !before.has(problem.messageVi)) problems.push(problem);
  }
  return { inputs, values, problems };
}

function isSame(before: GivenInput | undefined, now: NewInput): boolean {
  if (before === undefined || before.value === null) return now.value === null;
  return before.value === now.value && before.source === now.source && before.providedBy === now.providedBy;
}
