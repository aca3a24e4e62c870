import type { Schemas } from '../api/client';
import { formatInstant } from '../format/format';

/** Who did what, when, in what position and on whose authority; the latest first. */
export const TimelineList = ({ entries }: { entries: Schemas['TimelineEntry'][] }) => (
  <ol style={{ listStyle: 'none', margin: 0, padding: 0 }}>
    {[...entries].reverse().map((entry) => (
      <li
        key={`${entry.at}-${entry.act}-${entry.textVi}`}
        style={{ borderLeft: '2px solid var(--line)', padding: '2px 0 8px 10px' }}
      >
        <div>{entry.textVi}</div>
        <div style={{ color: 'var(--quiet)', fontSize: 12.5 }}>
          {formatInstant(entry.at)}
          {entry.personName && ` · ${entry.personName}`}
          {entry.positionTitle && `, ${entry.positionTitle}`}
        </div>
        {entry.authority && <div style={{ color: 'var(--quiet)', fontSize: 12.5 }}>Căn cứ: {entry.authority}</div>}
      </li>
    ))}
  </ol>
);
