import { useTranslation } from 'react-i18next';
import { formatAbstract } from '../../../shared/format/format';
import { UrgencyTag } from '../../../shared/ui/tags';
import type { OutgoingSummary } from '../api/outgoing';
import type { Pile } from './pile';

const SHAPE = { agreed: '✓', left: '–', opened: '○', unopened: '●' } as const;

/** The pile, and what has been decided of each. */
export function ToSignList({
  pile,
  current,
  onChoose,
}: {
  pile: Pile;
  current: string | undefined;
  onChoose: (row: OutgoingSummary) => void;
}) {
  const { t } = useTranslation();
  return (
    <ol className="vt-pile" aria-label={t('toSign.list')}>
      {pile.rows.map((row) => {
        const state = pile.decisionOf(row) ?? (pile.isOpened(row) ? 'opened' : 'unopened');
        return (
          <li key={row.id}>
            <button type="button" aria-current={row.id === current} onClick={() => onChoose(row)}>
              <span role="img" aria-label={t(`toSign.states.${state}`)} title={t(`toSign.states.${state}`)}>
                {SHAPE[state]}
              </span>
              <span>
                <UrgencyTag urgency={row.urgency} />
                {formatAbstract(row.kind, row.abstract)}
                <small>{`${row.kindName} · ${row.drafterName}`}</small>
              </span>
            </button>
          </li>
        );
      })}
    </ol>
  );
}
