import { expect, it } from '@jest/globals';
import { comparedRows, pointsBetween } from './compared-rows';

const figures = (both: number, counted: number) => ({
  ...{
    issued: counted,
    excluded: 0,
    signed: both,
    both,
    personalOnly: 0,
    organisationOnly: counted - both,
    unsigned: 0,
  },
  percentBoth: counted === 0 ? null : ((both * 100) / counted).toFixed(2),
  percentSigned: null,
});
const coverage = (agencies: Record<string, [number, number]>) => ({
  figures: figures(0, 0),
  byAgency: Object.entries(agencies).map(([agencyId, [both, counted]]) => ({
    ...{ agencyId, agencyName: agencyId, figures: figures(both, counted) },
  })),
  byUnit: [{ unitId: null, unitName: 'Văn phòng', figures: figures(1, 2) }],
});

it('ranks agencies by the rate of this period; equal ones share a rank, those without one have none', () => {
  const now = coverage({ An: [1, 2], Bình: [2, 2], Cường: [3, 3], Dũng: [0, 0] });
  const { divided, rows } = comparedRows(now, coverage({ An: [2, 2] }));
  expect(divided).toBe('agency');
  expect(rows.map(({ name, rank }) => [name, rank])).toEqual([
    ['Bình', 1],
    ['Cường', 1],
    ['An', 3],
    ['Dũng', null],
  ]);
  expect(rows.find(({ name }) => name === 'An')).toMatchObject({ now: { both: 1 }, earlier: { both: 2 } });
});

it('what only the other period has stands in the list, with nothing in this one', () => {
  const { rows } = comparedRows(coverage({ An: [1, 2] }), coverage({ An: [1, 2], Em: [1, 4] }));
  expect(rows.map(({ name, now, earlier }) => [name, now.issued, earlier.issued])).toEqual([
    ['An', 2, 2],
    ['Em', 0, 4],
  ]);
});

it('one agency is divided by unit', () => {
  const { divided, rows } = comparedRows(coverage({ An: [1, 2] }), coverage({ An: [1, 2] }));
  expect([divided, rows[0]?.only]).toEqual(['unit', { unitId: 'none', descendants: false }]);
});

it.each([
  ['99.04', '98.50', '+0,54'],
  ['50.00', '66.67', '−16,67'],
  ['33.33', '33.33', '0,00'],
  [null, '33.33', '–'],
])('from %s to %s the difference is %s points', (now, earlier, points) => {
  expect(pointsBetween(now, earlier)).toBe(points);
});
