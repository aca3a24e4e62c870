import { Button, Form, Input, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRight } from '../../../shared/session/session';
import { ActDialog } from '../../../shared/ui/act-dialog';
import { useRules } from '../../../shared/ui/rules';

const formats = ['pdf', 'xlsx', 'csv'] as const;
const books = ['outgoing', 'incoming'] as const;
interface Wish {
  book: (typeof books)[number];
  from: string;
  to: string;
  volume: string;
  format: (typeof formats)[number];
}

/** The book of a period as a file, with its cover, to be printed and bound (Art. 16.2.b). */
export function WriteRegister({ year }: { year: number }) {
  const { t } = useTranslation();
  const { chosen } = useRules();
  const [open, setOpen] = useState(false);
  const mayIncoming = useRight('incoming.register');
  const save = ({ book, ...wish }: Wish) => {
    // The browser takes the file itself: a refusal would come as a page of its own, so what can be refused is asked here.
    window.location.assign(`/api/${book}/register/file?${new URLSearchParams({ ...wish })}`);
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
              .filter((value) => value === 'outgoing' || mayIncoming)
              .map((value) => ({ value, label: t(`registers.write.books.${value}`) }))}
          />
        </Form.Item>
        <Form.Item name="from" label={t('registers.write.from')} rules={[chosen]}>
          <Input type="date" min={`${year}-01-01`} max={`${year}-12-31`} />
        </Form.Item>
        <Form.Item name="to" label={t('registers.write.to')} rules={[chosen]}>
          <Input type="date" min={`${year}-01-01`} max={`${year}-12-31`} />
        </Form.Item>
        <Form.Item name="volume" label={t('registers.write.volume')} rules={[chosen]}>
          <Input maxLength={20} />
        </Form.Item>
        <Form.Item name="format" label={t('registers.write.format')} rules={[chosen]}>
          <Select options={formats.map((value) => ({ value, label: t(`registers.write.formats.${value}`) }))} />
        </Form.Item>
      </ActDialog>
    </>
  );
}
