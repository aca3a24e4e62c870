import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRight } from '../../../shared/session/session';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { DayInput } from '../../../shared/ui/day-input';
import { useRules } from '../../../shared/ui/rules';

const formats = ['pdf', 'xlsx', 'csv'] as const;
/** The six outputs of Annex VI part V: where each is written, and who may have it besides clerks. */
const outputs = {
  outgoing: { path: 'outgoing/register/file', incoming: false, csv: true },
  incoming: { path: 'incoming/register/file', incoming: true, csv: true },
  'outgoing-handling': { path: 'outgoing/outputs/file', incoming: false, csv: false, output: 'handling' },
  'incoming-handling': { path: 'incoming/handling/file', incoming: true, csv: false },
  'documents-of-case-file': {
    ...{ path: 'outgoing/outputs/file', incoming: false, csv: false, output: 'documents-of-case-file' },
  },
  'case-files': { path: 'outgoing/outputs/file', incoming: false, csv: false, output: 'case-files' },
} as const;
const books = Object.keys(outputs) as (keyof typeof outputs)[];
interface Wish {
  book: keyof typeof outputs;
  from: string;
  to: string;
  volume: string;
  caseFile?: string;
  format: (typeof formats)[number];
}

/** The book of a period as a file, with its cover, to be printed and bound (Art. 16.2.b). */
export function WriteRegister({ year }: { year: number }) {
  const { t } = useTranslation();
  const { chosen } = useRules();
  const [open, setOpen] = useState(false);
  const mayIncoming = useRight('incoming.register');
  const save = ({ book, ...wish }: Wish) => {
    const to = outputs[book];
    const query = { ...wish, ...('output' in to ? { output: to.output } : {}) };
    // The browser takes the file itself: a refusal would come as a page of its own, so what can be refused is asked here.
    window.location.assign(`/api/${to.path}?${new URLSearchParams(query)}`);
    setOpen(false);
  };
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t('registers.write.open')}</Button>
      <ActDialog<Wish>
        open={open}
        title={t('registers.write.save')}
        busy={false}
        error={null}
        initial={{ book: 'outgoing', from: `${year}-01-01`, to: `${year}-12-31`, volume: '01', format: 'pdf' }}
        onSubmit={save}
        onCancel={() => setOpen(false)}
      >
        <Form.Item name="book" label={t('registers.write.book')} rules={[chosen]}>
          <Select
            options={books
              .filter((value) => !outputs[value].incoming || mayIncoming)
              .map((value) => ({ value, label: t(`registers.write.books.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="from" label={t('registers.write.from')} rules={[chosen]}>
          <DayInput min={`${year}-01-01`} max={`${year}-12-31`} />
        </Form.Item>
        <Form.Item name="to" label={t('registers.write.to')} rules={[chosen]}>
          <DayInput min={`${year}-01-01`} max={`${year}-12-31`} />
        </Form.Item>
        <Form.Item noStyle dependencies={['book']}>
          {({ getFieldValue }) => <OfBook book={getFieldValue('book') as Wish['book']} />}
        </Form.Item>
      </ActDialog>
    </>
  );
}

/** What is asked for this output alone, and in which formats it is written. */
function OfBook({ book }: Pick<Wish, 'book'>) {
  const { t } = useTranslation();
  const { chosen, required } = useRules();
  return (
    <>
      {book === 'documents-of-case-file' && (
        <Form.Item name="caseFile" label={t('registers.write.caseFile')} rules={[required]}>
          <Input maxLength={60} />
        </Form.Item>
      )}
      <Form.Item name="volume" label={t('registers.write.volume')} rules={[chosen]}>
        <Input maxLength={20} />
      </Form.Item>
      <Form.Item name="format" label={t('registers.write.format')} rules={[chosen]}>
        <Select
          options={formats
            .filter((value) => value !== 'csv' || outputs[book].csv)
            .map((value) => ({ value, label: t(`registers.write.formats.${value}`) }))}
        />
      </Form.Item>
    </>
  );
}
