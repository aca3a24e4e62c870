import { Badge, Button, Form, Input, Modal, Popover, Select, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useLocation, useNavigate } from 'react-router';
import { type SavedSearch, useRemoveSearch, useSavedSearches, useSaveSearch } from '../api/saved-searches';
import { DayInput } from './day-input';
import { useListFilters } from './list-filters';
import { useNarrow } from './narrow';
import { Problem } from './states';

const URGENCIES = ['express', 'very-urgent', 'urgent', 'normal'] as const;

/** What narrows a list beside words and state, and the searches that one has kept (Annex VI III.6). */
export function ListSearch({ list }: { list: SavedSearch['list'] }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { narrowed } = useListFilters();
  const narrow = useNarrow();
  const close = () => setOpen(false);
  const fields = open && <Fields list={list} onDone={close} />;
  const button = (
    <Badge count={narrowed.length} size="small" color="var(--accent)">
      <Button aria-expanded={open} aria-haspopup="dialog" onClick={narrow ? () => setOpen(true) : undefined}>
        {t('search.open')}
      </Button>
    </Badge>
  );
  if (narrow) {
    return (
      <>
        {button}
        <Modal open={open} title={t('search.title')} footer={null} onCancel={close}>
          {fields}
        </Modal>
      </>
    );
  }
  return (
    <Popover
      open={open}
      onOpenChange={setOpen}
      trigger="click"
      placement="bottomLeft"
      title={t('search.title')}
      content={fields && <div style={{ width: 420 }}>{fields}</div>}
    >
      {button}
    </Popover>
  );
}

function Fields({ list, onDone }: { list: SavedSearch['list']; onDone: () => void }) {
  const { t } = useTranslation();
  const filters = useListFilters();
  const kinds = Object.entries(t('incoming.kinds', { returnObjects: true }) as Record<string, string>);
  const all = { value: '', label: t('common.all') };
  const day = (name: 'tu' | 'den') => (
    <DayInput
      aria-label={t(`search.${name}.${list}`)}
      value={filters.narrow[name]}
      onChange={(chosen) => filters.set({ [name]: chosen })}
    />
  );
  return (
    <Form layout="vertical" requiredMark={false} onFinish={onDone}>
      <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', columnGap: 10 }}>
        <Form.Item label={t('search.loai')} style={{ gridColumn: '1 / -1' }}>
          <Select
            aria-label={t('search.loai')}
            showSearch={{ optionFilterProp: 'label' }}
            value={filters.narrow.loai}
            options={[all, ...kinds.map(([value, label]) => ({ value, label }))]}
            onChange={(value) => filters.set({ loai: value })}
          />
        </Form.Item>
        <Form.Item label={t('common.urgency')}>
          <Select
            aria-label={t('common.urgency')}
            value={filters.narrow.khan}
            options={[all, ...URGENCIES.map((value) => ({ value, label: t(`urgency.${value}`) }))]}
            onChange={(value) => filters.set({ khan: value })}
          />
        </Form.Item>
        <Form.Item label={t(`search.so.${list}`)}>
          <Input
            inputMode="numeric"
            maxLength={9}
            aria-label={t(`search.so.${list}`)}
            value={filters.narrow.so}
            onChange={(event) => filters.set({ so: event.target.value.replace(/\D/g, '').replace(/^0+/, '') })}
          />
        </Form.Item>
        <Form.Item label={t(`search.tu.${list}`)}>{day('tu')}</Form.Item>
        <Form.Item label={t(`search.den.${list}`)}>{day('den')}</Form.Item>
      </div>
      <Space wrap>
        <Button type="primary" htmlType="submit">
          {t('search.close')}
        </Button>
        <Button onClick={filters.clear}>{t('common.clearFilters')}</Button>
      </Space>
      <Saved list={list} onOpened={onDone} />
    </Form>
  );
}

function Saved({ list, onOpened }: { list: SavedSearch['list']; onOpened: () => void }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { pathname, search } = useLocation();
  const saved = useSavedSearches(list, true);
  const save = useSaveSearch(list);
  const remove = useRemoveSearch(list);
  const [name, setName] = useState('');
  const query = search.replace(/^\?/, '');
  const open = (one: SavedSearch) => {
    navigate(`${pathname}?${one.query}`);
    onOpened();
  };
  return (
    <section
      aria-label={t('search.saved')}
      style={{ marginTop: 12, borderTop: '1px solid var(--line)', paddingTop: 8 }}
    >
      <b>{t('search.saved')}</b>
      {saved.data?.length === 0 && <p className="vt-quiet">{t('search.noneSaved')}</p>}
      <ul style={{ margin: '4px 0', padding: 0, listStyle: 'none', maxHeight: 180, overflowY: 'auto' }}>
        {saved.data?.map((one) => (
          <li key={one.id} style={{ display: 'flex', gap: 6, alignItems: 'center' }}>
            <Button
              type="link"
              size="small"
              style={{
                flex: 1,
                minWidth: 0,
                justifyContent: 'flex-start',
                overflow: 'hidden',
                textOverflow: 'ellipsis',
              }}
              onClick={() => open(one)}
            >
              <span title={one.name} style={{ overflow: 'hidden', textOverflow: 'ellipsis' }}>
                {one.name}
              </span>
            </Button>
            <Button
              type="text"
              size="small"
              aria-label={t('search.remove', { name: one.name })}
              onClick={() => remove.mutate(one.id)}
            >
              ✕
            </Button>
          </li>
        ))}
      </ul>
      <Space.Compact style={{ width: '100%' }}>
        <Input
          maxLength={80}
          aria-label={t('search.name')}
          placeholder={t('search.name')}
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Button
          disabled={name.trim() === '' || query === ''}
          loading={save.isPending}
          onClick={() => save.mutate({ name: name.trim(), query }, { onSuccess: () => setName('') })}
        >
          {t('search.save')}
        </Button>
      </Space.Compact>
      {save.error || remove.error ? <Problem error={save.error ?? remove.error} /> : null}
    </section>
  );
}
