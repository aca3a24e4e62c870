import { describe, expect, test } from '@jest/globals';
import { addDays, civilDate } from './civil-date.js';
import { reportingPeriodOn, reportingPeriodsOf } from './reporting-periods.js';

describe('reporting periods of the state', () => {
  test('the first quarter of 2023 runs from 15 December 2022 to 14 March 2023', () => {
    expect(reportingPeriodsOf(2023).find((period) => period.code === '2023-Q1')).toEqual({
      code: '2023-Q1',
      kind: 'quarter',
      nameVi: 'Quý I năm 2023',
      from: '2022-12-15',
      to: '2023-03-14',
    });
  });

  test.each(['month', 'quarter', 'year'] as const)('every day of four years lies in exactly one %s', (kind) => {
    const all = [2022, 2023, 2024, 2025].flatMap(reportingPeriodsOf).filter((period) => period.kind === kind);
    for (let day = civilDate('2021-12-15'); day <= '2025-12-14'; day = addDays(day, 1)) {
      const holding = all.filter(({ from, to }) => from <= day && day <= to);
      expect(holding).toEqual([reportingPeriodOn(day, kind)]);
    }
  });

  test('longer periods are made of whole shorter ones', () => {
    const of = (code: string) => reportingPeriodsOf(2024).find((period) => period.code === code);
    expect(of('2024-H1')).toMatchObject({ from: of('2024-Q1')?.from, to: of('2024-Q2')?.to });
    expect(of('2024')).toMatchObject({ from: of('2024-M01')?.from, to: of('2024-Q4')?.to });
    expect(of('2024-Q3')).toMatchObject({ from: of('2024-M07')?.from, to: of('2024-M09')?.to });
  });

  test('there are twelve months, four quarters, a half and a whole', () => {
    expect(reportingPeriodsOf(2023).map(({ code }) => code)).toEqual([
      ...['2023-M01', '2023-M02', '2023-M03', '2023-Q1', '2023-M04', '2023-M05', '2023-M06', '2023-Q2', '2023-H1'],
      ...['2023-M07', '2023-M08', '2023-M09', '2023-Q3', '2023-M10', '2023-M11', '2023-M12', '2023-Q4', '2023'],
    ]);
  });
});
