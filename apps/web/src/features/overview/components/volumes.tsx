import { Fragment } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { formatCount } from '../../../shared/format/format';
import { type Behind, type Listed, type Period, useVolumes } from '../api/coverage';

type AddressOf = (next: { behind: Behind | Listed }) => string;

interface VolumesProps {
  period: Period;
  units: { all: number; signing: number };
  addressOf: AddressOf;
}

const MEASURES = ['incomingRegistered', 'incomingCompleted', 'completedLate', 'incomingReturned'] as const;

/** What was issued and what came in, and in how many units leaders sign personally; each figure opens its rows. */
export function Volumes({ period, units, addressOf }: VolumesProps) {
  const { t } = useTranslation();
  const { data } = useVolumes(period);
  const figure = (count: number, behind: Behind | Listed, word: string) => (
    <Link data-figure={count} to={addressOf({ behind })}>
      {formatCount(count)} {word}
    </Link>
  );
  return (
    <>
      {/* Its line is there before its figures, so that nothing below moves when they come. */}
      <div className="vt-quiet vt-volumes">
        {t('overview.volumes')}: {data && figure(data.outgoingIssued, { bucket: 'issued' }, t('overview.volumeIssued'))}
        {data &&
          MEASURES.map((list) => (
            <Fragment key={list}>; {figure(data[list], { list }, t(`overview.lists.${list}`))}</Fragment>
          ))}
      </div>
      <div className="vt-quiet vt-volumes">
        {t('overview.units')}: {figure(units.signing, { list: 'unitsSigning' }, t('overview.lists.unitsSigning'))} /{' '}
        {figure(units.all, { list: 'units' }, t('overview.lists.units'))}
      </div>
    </>
  );
}
