import { isRefusal, type Refusal, type stats } from '@vanthu/contracts';
import type { Bucket } from './bucket.js';
import { countVi, hundredths, percentText, percentVi } from './percent.js';

export type Counts = Readonly<Record<Bucket, number>>;

export const noCounts: Counts = { both: 0, personalOnly: 0, organisationOnly: 0, unsigned: 0, excluded: 0 };

export const addCounts = (one: Counts, other: Counts): Counts => ({
  both: one.both + other.both,
  personalOnly: one.personalOnly + other.personalOnly,
  organisationOnly: one.organisationOnly + other.organisationOnly,
  unsigned: one.unsigned + other.unsigned,
  excluded: one.excluded + other.excluded,
});

const signedOf = (counts: Counts): number => counts.both + counts.personalOnly + counts.organisationOnly;
/** Issued without what is excluded: the denominator of every rate. */
const countedOf = (counts: Counts): number => signedOf(counts) + counts.unsigned;

export function figuresOf(counts: Counts): stats.CoverageFigures | Refusal {
  const counted = countedOf(counts);
  const both = hundredths(counts.both, counted);
  const signed = hundredths(signedOf(counts), counted);
  if (isRefusal(both)) return both;
  if (isRefusal(signed)) return signed;
  return {
    issued: counted + counts.excluded,
    excluded: counts.excluded,
    signed: signedOf(counts),
    both: counts.both,
    personalOnly: counts.personalOnly,
    organisationOnly: counts.organisationOnly,
    unsigned: counts.unsigned,
    percentBoth: percentText(both),
    percentSigned: percentText(signed),
  };
}

/** The sentence of the report, counted from its parts. */
export function sentenceVi(counts: Counts): string | Refusal {
  const counted = countedOf(counts);
  const rate = hundredths(counts.both, counted);
  if (isRefusal(rate)) return rate;
  const left = counts.excluded === 0 ? '' : ` (không tính ${countVi(counts.excluded)} văn bản thuộc diện loại trừ)`;
  if (rate === null) return `Trong kỳ không có văn bản đi nào được tính${left}.`;
  const parts = `${countVi(counts.both)}/${countVi(counted)}`;
  return `${parts} văn bản đi có đủ chữ ký số của lãnh đạo và của cơ quan, đạt ${percentVi(rate)}${left}.`;
}
