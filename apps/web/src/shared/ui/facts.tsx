import { Card } from 'antd';
import { Fragment, type ReactNode } from 'react';

/** Names and values; a fact without a value is left out. */
export const Facts = ({ title, facts }: { title: string; facts: [string, ReactNode][] }) => (
  <Card size="small" title={title}>
    <dl className="vt-facts">
      {facts
        .filter(([, value]) => value !== null && value !== undefined && value !== '')
        .map(([name, value]) => (
          <Fragment key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </Fragment>
        ))}
    </dl>
  </Card>
);
