import { Alert, App, Button, Card, Form, Input, Segmented, Select } from 'antd';
import { useCallback, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useParams, useSearchParams } from 'react-router';
import { useOwnAgency } from '../../../shared/api/directory';
import { formatInstant } from '../../../shared/format/format';
import { useKeptForm } from '../../../shared/ui/kept-form';
import { submitKey, useSaveKey } from '../../../shared/ui/keys';
import { useNarrow } from '../../../shared/ui/narrow';
import { PageTitle } from '../../../shared/ui/page-title';
import { oneLine, useRules } from '../../../shared/ui/rules';
import { Loading, Problem } from '../../../shared/ui/states';
import { formOfKind } from '../api/body-forms';
import { type DraftForm, draftForm, draftOf } from '../api/draft-form';
import { type OutgoingDetail, saveDraft, useOutgoingDocument } from '../api/outgoing';
import { takeUpAssignment } from '../assignments/assignments';
import { AddressInputs } from '../components/address-inputs';
import { BodyInputs } from '../components/body-inputs';
import { LivePage } from '../drafting/live-page';
import { isLive } from '../drafting/live-page-requests';
import { WordTemplate } from '../drafting/word-template';

/** Of these forms there is a Word template. */
const HAS_TEMPLATE: readonly string[] = ['decision', 'letter', 'general'];

export default function DraftPage() {
  const { documentId } = useParams();
  return documentId ? <Existing documentId={documentId} /> : <Editor />;
}

function Existing({ documentId }: { documentId: string }) {
  const document = useOutgoingDocument(documentId);
  if (document.isPending) return <Loading />;
  if (document.isError) return <Problem error={document.error} onRetry={() => document.refetch()} />;
  return <Editor document={document.data} />;
}

/** The content is typed; the layout by Annex I is the system's, shown beside it of short documents and when the draft is saved. */
function Editor({ document }: { document?: OutgoingDetail }) {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const navigate = useNavigate();
  const [parameters] = useSearchParams();
  const answers = document?.answers ?? parameters.get('tra-loi');
  const [form] = Form.useForm<DraftForm>();
  const kept = useKeptForm(document ? `${document.id}.${document.version}` : 'new', form);
  const [problem, setProblem] = useState<unknown>(null);
  const [busy, setBusy] = useState(false);
  const agency = useOwnAgency();
  const kind = Form.useWatch('kind', form) ?? document?.kind ?? 'cong-van';
  const kinds = Object.entries(t('incoming.kinds', { returnObjects: true })).map(([value, label]) => ({
    value,
    label,
  }));
  useSaveKey(form.submit);
  const live = isLive(formOfKind(kind));
  const narrow = useNarrow();
  // On a phone one of the two at a time; both stay mounted, so that nothing typed is lost.
  const [side, setSide] = useState<'write' | 'page'>('write');
  const shows = (one: 'write' | 'page') => !live || !narrow || side === one;
  const ask = useCallback(
    (question: (string | number)[]) => {
      setSide('write');
      // After the side has come back.
      setTimeout(() => form.scrollToField(question, { focus: true, block: 'center' }));
    },
    [form],
  );

  const save = async (typed: DraftForm) => {
    setBusy(true);
    setProblem(null);
    const draft = {
      ...draftOf(typed),
      field: document?.field ?? null,
      answers,
    };
    await saveDraft(document, draft).then(async (saved) => {
      kept.forget();
      // The draft is there either way; that it is the one which was charged can be said again.
      const charged = document ? null : parameters.get('giao');
      if (charged)
        await takeUpAssignment(charged, saved.id).catch((failed: Error) => void message.warning(failed.message));
      message.success(t('outgoing.draft.saved'));
      navigate(`/van-ban-di/${saved.id}`);
    }, setProblem);
    setBusy(false);
  };
  return (
    <section>
      <div className="vt-bar">
        <PageTitle text={document ? t('outgoing.acts.edit') : t('outgoing.create')} />
        <Link to={document ? `/van-ban-di/${document.id}` : '/van-ban-di'}>{t('common.cancel')}</Link>
      </div>
      {kept.keptAt && (
        <Alert
          type="info"
          showIcon
          role="status"
          style={{ marginBottom: 10 }}
          title={t('common.keptAt', { at: formatInstant(kept.keptAt) })}
          action={
            <Button size="small" onClick={kept.drop}>
              {t('common.dropKept')}
            </Button>
          }
        />
      )}
      <Form<DraftForm>
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={draftForm(document)}
        onFinish={save}
        onValuesChange={kept.keep}
        onKeyDown={submitKey(form.submit)}
        scrollToFirstError={{ focus: true, block: 'center' }}
      >
        {live && narrow && (
          <Segmented
            block
            value={side}
            onChange={setSide}
            style={{ marginBottom: 10 }}
            options={[
              { value: 'write', label: t('drafting.live.write') },
              { value: 'page', label: t('drafting.live.title') },
            ]}
          />
        )}
        <div className={live ? 'vt-write-live' : 'vt-write'}>
          <Card size="small" hidden={!shows('write')}>
            <Form.Item name="kind" label={t('outgoing.columns.kind')}>
              <Select showSearch={{ optionFilterProp: 'label' }} options={kinds} />
            </Form.Item>
            <AbstractInput isLetter={kind === 'cong-van'} />
            <BodyInputs form={formOfKind(kind)} />
            {HAS_TEMPLATE.includes(formOfKind(kind)) && <WordTemplate kind={kind} />}
          </Card>
          <Card size="small" hidden={!shows('write')}>
            <AddressInputs form={formOfKind(kind)} isCollective={agency.data?.collective ?? false} />
            {problem !== null && <Problem error={problem} />}
            <Button type="primary" htmlType="submit" loading={busy} title="Ctrl+S">
              {t('outgoing.draft.save')}
            </Button>
          </Card>
          {live && shows('page') && <LivePage field={document?.field ?? null} onAsk={ask} />}
        </div>
      </Form>
    </section>
  );
}

function AbstractInput({ isLetter }: { isLetter: boolean }) {
  const { t } = useTranslation();
  const { required, atMost } = useRules();
  const hint = isLetter ? t('outgoing.draft.letterAbstract') : t('outgoing.draft.decisionAbstract');
  const habits = (_: unknown, text: string | undefined) =>
    isLetter && /^\s*(v\/v|về việc)/i.test(text ?? '')
      ? Promise.reject(t('outgoing.draft.dropHabit'))
      : /\.\s*$/.test(text ?? '')
        ? Promise.reject(t('outgoing.draft.fullStop'))
        : Promise.resolve();
  return (
    <Form.Item
      name="abstract"
      label={t('outgoing.columns.abstract')}
      extra={hint}
      normalize={oneLine}
      rules={[required, atMost(500), { warningOnly: true, validator: habits }]}
    >
      <Input.TextArea autoSize={{ minRows: 2 }} />
    </Form.Item>
  );
}
