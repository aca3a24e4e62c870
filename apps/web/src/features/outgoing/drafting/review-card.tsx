import { Button, Card, Space } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatInstant } from '../../../shared/format/format';
import { Problem } from '../../../shared/ui/states';
import type { OutgoingDetail } from '../api/outgoing';
import { Opinions } from './opinions';
import { type Review, useReview, useReviewAct } from './review';
import { AskDialog, CommentDialog } from './review-dialogs';
import { VersionsDialog } from './versions-dialog';
import { useWord } from './word';

/** Versions, who has looked through the draft, what was said of it, and what other units think. */
export function ReviewCard({ document }: { document: OutgoingDetail }) {
  const { t } = useTranslation();
  const review = useReview(document.id);
  const act = useReviewAct(document.id);
  const word = useWord();
  const [asking, setAsking] = useState<'comment' | 'ask' | 'versions' | null>(null);
  if (!review.data) return null;
  const { versions, marks, comments, opinions, acts } = review.data;
  // The file that it was written in is what there is in Word.
  const isWritten = versions.some((one) => one.isCurrent && one.source !== null);
  const close = () => setAsking(null);
  const initialled = { act: 'initial', manifestHash: document.manifest.hash } as const;
  return (
    <Card size="small" title={t('drafting.card')}>
      <Marks marks={marks} />
      <Comments comments={comments} />
      <Opinions documentId={document.id} opinions={opinions} />
      {act.error && act.variables?.act === 'initial' && <Problem error={act.error} />}
      {word.error && <Problem error={word.error} />}
      <Space wrap style={{ marginTop: 8 }}>
        {versions.length > 1 && (
          <Button size="small" onClick={() => setAsking('versions')}>
            {t('drafting.compare', { count: versions.length })}
          </Button>
        )}
        {acts.includes('comment') && (
          <Button size="small" onClick={() => setAsking('comment')}>
            {t('drafting.comment')}
          </Button>
        )}
        {acts.includes('ask-opinions') && (
          <Button size="small" onClick={() => setAsking('ask')}>
            {t('drafting.ask')}
          </Button>
        )}
        {acts.includes('initial') && (
          <Button size="small" loading={act.isPending} onClick={() => act.mutate(initialled)}>
            {t('drafting.initial')}
          </Button>
        )}
        {!isWritten && (
          <Button size="small" loading={word.isPending} onClick={() => word.mutate({ documentId: document.id })}>
            {t('drafting.word')}
          </Button>
        )}
      </Space>
      <CommentDialog documentId={document.id} open={asking === 'comment'} onClose={close} />
      <AskDialog document={document} open={asking === 'ask'} onClose={close} />
      <VersionsDialog documentId={document.id} versions={versions} open={asking === 'versions'} onClose={close} />
    </Card>
  );
}

function Marks({ marks }: { marks: Review['marks'] }) {
  const { t } = useTranslation();
  if (marks.length === 0) return null;
  return (
    <ul style={{ margin: '0 0 8px', paddingLeft: 18 }}>
      {marks.map((mark) => (
        <li key={`${mark.kind} ${mark.personName} ${mark.at}`}>
          {t(`drafting.marks.${mark.kind}`)}: {mark.personName}{' '}
          <span className="vt-small">
            {formatInstant(mark.at)} · {t('drafting.version', { number: mark.draftNumber })}
            {!mark.stands && ` · ${t('drafting.fallen')}`}
          </span>
        </li>
      ))}
    </ul>
  );
}

function Comments({ comments }: { comments: Review['comments'] }) {
  const { t } = useTranslation();
  if (comments.length === 0) return null;
  return (
    <ul style={{ margin: '0 0 8px', paddingLeft: 18 }}>
      {comments.map((one) => (
        <li key={one.id}>
          <span style={{ whiteSpace: 'pre-line', overflowWrap: 'anywhere' }}>{one.text}</span>
          <div className="vt-small">
            {one.personName} · {formatInstant(one.at)} · {t('drafting.version', { number: one.draftNumber })}
          </div>
        </li>
      ))}
    </ul>
  );
}
