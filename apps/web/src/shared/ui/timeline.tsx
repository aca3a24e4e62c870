import { useTranslation } from 'react-i18next';
import type { Schemas } from '../api/client';
import { formatInstant } from '../format/format';

type Entry = Schemas['TimelineEntry'];

/** Two services may tell of the same happening: it is told once. */
function inOrder(entries: readonly Entry[]): [key: string, Entry][] {
  const once = new Map(entries.map((entry) => [`${entry.at} ${entry.textVi}`, entry]));
  return [...once].sort(([, a], [, b]) => b.at.localeCompare(a.at));
}

/** Who did what, when, in what position and on whose authority; the latest first. */
export function TimelineList({ entries }: { entries: readonly Entry[] }) {
  const { t } = useTranslation();
  return (
    <ol className="vt-timeline">
      {inOrder(entries).map(([key, entry]) => (
        <li key={key}>
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
