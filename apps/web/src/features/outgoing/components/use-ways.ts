import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { isAtDesk } from '../../../shared/api/desktop-signer';
import type { SigningWay } from '../../../shared/api/handouts';
import { type Purpose, useStation } from '../../../shared/api/station';
import { formatInstant } from '../../../shared/format/format';

export interface OfferedWay {
  way: SigningWay;
  label: string;
  /** Why it cannot be used now; null: it can. */
  why: string | null;
}

/** Milliseconds: a program that is started meanwhile is found. */
const LOOK_EVERY_MS = 4_000;

/** Every way to sign, first the key that the person has here; each that is not possible now with its reason. */
export function useWays(purpose: Purpose): OfferedWay[] {
  const { t } = useTranslation();
  const station = useStation(purpose).data;
  const has = station?.hasKey ? (station.asks === 'confirmation' ? 'csc-page' : (station.way ?? 'pkcs12')) : null;
  const problem =
    station?.lockedUntil != null
      ? t('certificates.station.locked', { until: formatInstant(station.lockedUntil) })
      : (station?.problems[0]?.messageVi ?? null);
  // Whoever has a key here is not made to knock at a port of the own machine; chosen, the program is asked all the same.
  const atDesk = useQuery({
    queryKey: ['signing', 'at-desk'],
    queryFn: isAtDesk,
    enabled: problem !== null,
    refetchInterval: ({ state }) => (state.data === true ? false : LOOK_EVERY_MS),
  });
  const own: OfferedWay = {
    way: has === 'csc-page' ? 'confirmation' : 'key',
    label: t(`signing.keys.${has ?? 'pkcs12'}`),
    why: problem,
  };
  // A person has one key here: where it is not, it is said once.
  const others = (['pkcs12', 'pkcs11', 'csc', 'csc-page'] as const).filter((one) => one !== (has ?? 'pkcs12'));
  const isAbsent = problem !== null && atDesk.data === false ? t('signing.whyNot.desktop') : null;
  return [
    own,
    { way: 'desktop', label: t('signing.ways.desktop'), why: isAbsent },
    { way: 'file', label: t('signing.ways.file'), why: null },
    { way: 'cms', label: t('signing.ways.cms'), why: null },
    ...(station === undefined
      ? []
      : others.map(
          (one): OfferedWay => ({
            way: one === 'csc-page' ? 'confirmation' : 'key',
            label: t(`signing.keys.${one}`),
            why: t(has === null ? 'signing.whyNot.noKey' : 'signing.whyNot.otherKey'),
          }),
        )),
  ];
}
