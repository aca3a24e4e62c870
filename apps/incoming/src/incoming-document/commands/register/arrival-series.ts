import { Injectable } from '@nestjs/common';
import { incoming, type Refusal } from '@vanthu/contracts';
import { type CivilDate, yearOf } from '@vanthu/decree30';
import type { Tx } from '@vanthu/persistence';
import { allotNumber, enterRegister, lockSeries, openSeries, type SeriesKey } from '@vanthu/register';

/** Số đến: one continuous series per agency and year, for whatever arrives in whatever form (Art. 22.2, R-IN-04). */
@Injectable()
export class ArrivalSeries {
  /** The series stays locked until the transaction ends; a rollback gives the number back. */
  async next(
    tx: Tx,
    { agencyId, id: documentId }: { readonly agencyId: string; readonly id: string },
    on: CivilDate,
    /** Written in the book on paper already; it must be the next one. */
    written?: number,
  ): Promise<number | Refusal> {
    const key: SeriesKey = { agencyId, year: yearOf(on), direction: 'incoming', code: 'arrival' };
    await openSeries(tx, key);
    if (written !== undefined) {
      const next = ((await lockSeries(tx, key))?.lastNumber ?? 0) + 1;
      if (written !== next) {
        return incoming.refuseIncoming('INCOMING.NOT_NEXT_NUMBER', { year: key.year, next, number: written });
      }
    }
    const given = await allotNumber(tx, key, on);
    if (given.allotted) {
      await enterRegister(tx, key, [{ number: given.number, notation: '', documentId, documentDate: on }]);
      return given.number;
    }
    if (given.reason === 'date-behind') {
      return incoming.refuseIncoming('INCOMING.DATE_BEHIND', {
        lastDate: given.lastDate.split('-').reverse().join('/'),
      });
    }
    throw new Error(`the series of arrivals ${agencyId} ${key.year} gives no number: ${given.reason}`);
  }
}
