import { Button, Card, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { submitKey } from '../../../shared/ui/keys';
import { useRules } from '../../../shared/ui/rules';
import { Problem } from '../../../shared/ui/states';
import type { OutgoingDetail } from '../api/outgoing';
import { useAttachments } from '../api/outgoing-acts';
import { FileInput } from './act-questions';

/** Separate files that go with the document; while it may be edited they are added and taken away here. */
export function AttachmentList({ document }: { document: OutgoingDetail }) {
  const { t } = useTranslation();
  const { add, remove } = useAttachments(document);
  const mayEdit = document.acts.includes('edit');
  const { attachments } = document;
  if (attachments.length === 0 && !mayEdit) return null;
  const address = `/api/outgoing/documents/${document.id}/file?act=download`;
  return (
    <Card size="small" title={t('outgoing.attachments.card')}>
      {attachments.length === 0 && <p className="vt-quiet">{t('outgoing.attachments.none')}</p>}
      <ol style={{ margin: 0, paddingLeft: 20 }}>
        {attachments.map((file) => (
          <li key={file.id}>
            <a href={`${address}&sha256=${file.sha256}`} download={file.name}>
              {file.title}
            </a>{' '}
            <span className="vt-small">
              {t('pdf.pages', { count: file.pages })}
              {file.sealed && `, ${t('outgoing.attachments.sealed')}`}
            </span>{' '}
            {mayEdit && (
              <Button
                size="small"
                loading={remove.isPending && remove.variables === file.id}
                onClick={() => remove.mutate(file.id)}
              >
                {t('outgoing.attachments.remove', { title: file.title })}
              </Button>
            )}
          </li>
        ))}
      </ol>
      {remove.error && <Problem error={remove.error} />}
      {mayEdit && <AddAttachment add={add} />}
    </Card>
  );
}

function AddAttachment({ add }: { add: ReturnType<typeof useAttachments>['add'] }) {
  const { t } = useTranslation();
  const { required, atMost } = useRules();
  const [form] = Form.useForm<{ title: string; file: File }>();
  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      style={{ marginTop: 8 }}
      onFinish={(asked) => add.mutate(asked, { onSuccess: () => form.resetFields() })}
      onKeyDown={submitKey(form.submit)}
    >
      <Form.Item name="title" label={t('outgoing.attachments.title')} rules={[required, atMost(300)]}>
        <Input />
      </Form.Item>
      <FileInput name="file" label={t('outgoing.attachments.file')} />
      {add.error && <Problem error={add.error} />}
      <Button htmlType="submit" loading={add.isPending}>
        {t('outgoing.attachments.add')}
      </Button>
      <p className="vt-small" style={{ margin: '4px 0 0' }}>
        {t('outgoing.attachments.hint')}
      </p>
    </Form>
  );
}
