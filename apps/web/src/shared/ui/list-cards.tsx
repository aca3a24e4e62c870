import { Link } from 'react-router';
import type { Brief } from './list-frame';

/** A list on a phone: a row is as tall as it needs to be, and nothing is scrolled sideways. */
export function ListCards<Row extends { id: string }>({
  rows,
  brief,
  addressOf,
}: {
  rows: Row[];
  brief: (row: Row) => Brief;
  addressOf: (row: Row) => string;
}) {
  return (
    <ul className="vt-cards">
      {rows.map((row) => {
        const { lead, title, more } = brief(row);
        return (
          <li key={row.id}>
            <Link to={addressOf(row)}>
              <div className="vt-small">{lead}</div>
              <div>{title}</div>
              <div className="vt-small">{more}</div>
            </Link>
          </li>
        );
      })}
    </ul>
  );
}
