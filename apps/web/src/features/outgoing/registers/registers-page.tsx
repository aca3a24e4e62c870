import { Select, Tabs } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { civilDateOf } from '../../../shared/format/format';
import { PageTitle } from '../../../shared/ui/page-title';
import { ApartTab } from './apart-tab';
import { BookTab } from './book-tab';
import { CaseFiles } from './case-files';
import { ClosingTab } from './closing-tab';
import { CopiesTab } from './copies-tab';
import { DeadlinesTab } from './deadlines-tab';
import { SeriesTab } from './series-tab';
import { UnfiledTab } from './unfiled-tab';
import { WriteRegister } from './write-register';

const thisYear = Number(civilDateOf(new Date()).slice(0, 4));
const years = Array.from({ length: 6 }, (_, back) => thisYear - back);

/** The books of the clerk: what was registered, the series behind it, what is due, what lies in no case file. */
export default function RegistersPage() {
  const { t } = useTranslation();
  const [year, setYear] = useState(thisYear);
  const [params, setParams] = useSearchParams();
  return (
    <section aria-labelledby="page-title">
      <div className="vt-bar">
        <PageTitle text={t('registers.title')} />
        <Select
          aria-label={t('registers.year')}
          value={year}
          style={{ minWidth: 100 }}
          options={years.map((value) => ({ value, label: `${t('registers.year')} ${value}` }))}
          onChange={setYear}
        />
        <span style={{ flex: 1 }} />
        <WriteRegister year={year} />
      </div>
      <Tabs
        activeKey={params.get('muc') ?? 'so'}
        onChange={(muc) => setParams({ muc }, { replace: true })}
        destroyOnHidden
        items={[
          { key: 'so', label: t('registers.tabs.book'), children: <BookTab year={year} /> },
          { key: 'so-so', label: t('registers.tabs.series'), children: <SeriesTab year={year} /> },
          { key: 'so-rieng', label: t('registers.tabs.apart'), children: <ApartTab year={year} /> },
          { key: 'chot-so', label: t('registers.tabs.closing'), children: <ClosingTab year={year} /> },
          { key: 'ban-sao', label: t('registers.tabs.copies'), children: <CopiesTab year={year} /> },
          { key: 'han', label: t('registers.tabs.deadlines'), children: <DeadlinesTab year={year} /> },
          { key: 'ho-so', label: t('registers.tabs.unfiled'), children: <FilingTab year={year} /> },
        ]}
      />
    </section>
  );
}

/** What lies in no case file yet, and behind it the case files there are. */
function FilingTab({ year }: { year: number }) {
  const { t } = useTranslation();
  return (
    <>
      <h2 className="vt-small">{t('registers.unfiled.title')}</h2>
      <UnfiledTab />
      <h2 className="vt-small">{t('registers.unfiled.caseFiles')}</h2>
      <CaseFiles year={year} />
    </>
  );
}
