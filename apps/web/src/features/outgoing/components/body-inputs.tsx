import { Button, Form, Input } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRules } from '../../../shared/ui/rules';

export function LetterInputs() {
  const { t } = useTranslation();
  const { required, linesAtMost } = useRules();
  return (
    <>
      <Form.Item name="addressees" label={t('outgoing.draft.addressees')} rules={[required, linesAtMost(200)]}>
        <Input.TextArea autoSize={{ minRows: 2 }} />
      </Form.Item>
      <Form.Item name="paragraphs" label={t('outgoing.draft.paragraphs')} rules={[required, linesAtMost(5000)]}>
        <Input.TextArea autoSize={{ minRows: 8 }} />
      </Form.Item>
    </>
  );
}

export function DecisionInputs() {
  const { t } = useTranslation();
  const { required, atMost, linesAtMost } = useRules();
  return (
    <>
      <Form.Item name="legalBases" label={t('outgoing.draft.legalBases')} rules={[required, linesAtMost(1000)]}>
        <Input.TextArea autoSize={{ minRows: 3 }} />
      </Form.Item>
      <Form.Item
        name="proposal"
        label={t('outgoing.draft.proposal')}
        extra={t('outgoing.draft.proposalHint')}
        rules={[atMost(500)]}
      >
        <Input />
      </Form.Item>
      <Form.List name="articles">
        {(fields, { add, remove }) => (
          <>
            {fields.map((field, i) => (
              <div key={field.key} style={{ marginBottom: 14 }}>
                <Form.Item
                  name={field.name}
                  label={t('outgoing.draft.article', { number: i + 1 })}
                  rules={[required, linesAtMost(5000)]}
                  style={{ marginBottom: 4 }}
                >
                  <Input.TextArea autoSize={{ minRows: 2 }} />
                </Form.Item>
                {fields.length > 1 && (
                  <Button size="small" onClick={() => remove(field.name)}>
                    {t('outgoing.draft.dropArticle', { number: i + 1 })}
                  </Button>
                )}
              </div>
            ))}
            <Button onClick={() => add('')}>{t('outgoing.draft.addArticle')}</Button>
          </>
        )}
      </Form.List>
    </>
  );
}
