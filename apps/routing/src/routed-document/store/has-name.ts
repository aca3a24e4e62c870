import type { Names } from '../domain/routed-document.js';

/**
 * The condition that an array column has one of the names, beside a column `agency_id`.
 * @param parameter takes a value and answers its `$n`
 */
export function hasName(
  column: string,
  { own, absent, agencyId }: Names,
  parameter: (value: unknown) => string,
): string {
  const owns = `${column} && ${parameter(own)}::text[]`;
  if (absent.length === 0) return owns;
  return `(${owns} OR (agency_id = ${parameter(agencyId)}::uuid AND ${column} && ${parameter(absent)}::text[]))`;
}
