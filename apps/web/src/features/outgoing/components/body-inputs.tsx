import { Button, Form, Input, InputNumber, Select, Space } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRules } from '../../../shared/ui/rules';
import { type BlockType, type FormName, type Question, questionsOf } from '../api/body-forms';

/** What the template of the kind asks for (Annex III). */
export const BodyInputs = ({ form }: { form: FormName }) =>
  questionsOf[form].map((question) => <QuestionInput key={`${form}.${question.name}`} question={question} />);

function QuestionInput({ question }: { question: Question }) {
  const { t } = useTranslation();
  const { required, chosen, atMost, linesAtMost } = useRules();
  const { name, kind, max, optional } = question;
  const label = t(`outgoing.draft.body.${name}` as 'outgoing.draft.body.addressees');
  if (kind === 'articles') return <ArticleInputs />;
  if (kind === 'blocks') return <BlockInputs />;
  const most = kind === 'lines' ? linesAtMost(max) : atMost(max);
  const rules = kind === 'year' ? [chosen] : optional ? [most] : [required, most];
  const hint = name === 'proposal' ? { extra: t('outgoing.draft.proposalHint') } : {};
  return (
    <Form.Item name={['body', name]} label={label} rules={rules} {...hint}>
      {kind === 'lines' || kind === 'text' ? (
        <Input.TextArea autoSize={{ minRows: name === 'paragraphs' ? 8 : 2 }} />
      ) : kind === 'year' ? (
        <InputNumber min={2000} max={2100} />
      ) : (
        <Input type={kind === 'day' ? 'date' : 'text'} />
      )}
    </Form.Item>
  );
}

function ArticleInputs() {
  const { t } = useTranslation();
  const { required, linesAtMost } = useRules();
  return (
    <Form.List name={['body', 'articles']}>
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
  );
}

const TYPES: readonly BlockType[] = [
  'paragraph',
  'roman',
  'clause',
  'point',
  'table',
  'part',
  'chapter',
  'section',
  'article',
];

/** The body piece by piece: numbers of its divisions are set by the layout, so nothing has to be counted. */
function BlockInputs() {
  const { t } = useTranslation();
  const { required } = useRules();
  const types = TYPES.map((value) => ({ value, label: t(`outgoing.draft.blocks.${value}`) }));
  return (
    <Form.List name={['body', 'blocks']}>
      {(fields, { add, remove, move }) => (
        <fieldset className="vt-blocks">
          <legend>{t('outgoing.draft.content')}</legend>
          <p className="vt-quiet">{t('outgoing.draft.blocksHint')}</p>
          {fields.map((field, i) => (
            <div key={field.key} className="vt-block">
              <Space size={4} wrap>
                <Form.Item name={[field.name, 'type']} noStyle>
                  <Select
                    size="small"
                    options={types}
                    style={{ width: 190 }}
                    aria-label={t('outgoing.draft.blockType', { number: i + 1 })}
                  />
                </Form.Item>
                <Button size="small" disabled={i === 0} onClick={() => move(i, i - 1)}>
                  {t('outgoing.draft.blockUp', { number: i + 1 })}
                </Button>
                {fields.length > 1 && (
                  <Button size="small" onClick={() => remove(field.name)}>
                    {t('outgoing.draft.dropBlock', { number: i + 1 })}
                  </Button>
                )}
              </Space>
              <Form.Item name={[field.name, 'text']} rules={[required]} style={{ margin: '4px 0 0' }}>
                <Input.TextArea
                  autoSize={{ minRows: 2 }}
                  aria-label={t('outgoing.draft.blockText', { number: i + 1 })}
                />
              </Form.Item>
            </div>
          ))}
          <Button onClick={() => add({ type: 'paragraph', text: '' })}>{t('outgoing.draft.addBlock')}</Button>
        </fieldset>
      )}
    </Form.List>
  );
}
