import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { formatInstant } from '../format/format';

/** Who did what, when, in what position and on whose authority; the latest first. */
export function TimelineList({ entries }: { entries: Schemas['TimelineEntry'][] }) {
  const { t } = useTranslation();
  return (
    <ol className="vt-timeline">
      {[...entries].reverse().map((entry) => (
        <li key={`${entry.at}-${entry.act}-${entry.textVi}`}>
          <div>{entry.textVi}</div>
          <div className="vt-small">
            {[formatInstant(entry.at), entry.personName, entry.positionTitle].filter(Boolean).join(' · ')}
          </div>
          {entry.authority && <div className="vt-small">{t('timeline.authority', { authority: entry.authority })}</div>}
        </li>
      ))}
    </ol>
  );
}
