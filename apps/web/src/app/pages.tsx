import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Navigate, Route, Routes } from 'react-router';
import { useLiveUpdates } from '../shared/api/live';
import { Requires, useRight } from '../shared/session/session';
import { Empty, Loading } from '../shared/ui/states';
import { Frame } from './frame';

const OverviewPage = lazy(() => import('../features/overview/pages/overview-page'));
const OutgoingListPage = lazy(() => import('../features/outgoing/pages/outgoing-list-page'));
const OutgoingDocumentPage = lazy(() => import('../features/outgoing/pages/outgoing-document-page'));
const DraftPage = lazy(() => import('../features/outgoing/pages/draft-page'));
const IncomingListPage = lazy(() => import('../features/incoming/pages/incoming-list-page'));
const IncomingDocumentPage = lazy(() => import('../features/incoming/pages/incoming-document-page'));
const ReceivePage = lazy(() => import('../features/incoming/pages/receive-page'));

export function Pages() {
  useLiveUpdates();
  const { t } = useTranslation();
  const seesFigures = useRight('stats.read');
  const seesDocuments = useRight('outgoing.read');
  const home = seesFigures ? '/tong-quan' : seesDocuments ? '/van-ban-di' : '/khong-co';
  return (
    <Frame>
      <Suspense fallback={<Loading />}>
        <Routes>
          <Route path="/" element={<Navigate to={home} replace />} />
          <Route
            path="/tong-quan"
            element={
              <Requires right="stats.read">
                <OverviewPage />
              </Requires>
            }
          />
          <Route
            path="/van-ban-di"
            element={
              <Requires right="outgoing.read">
                <OutgoingListPage />
              </Requires>
            }
          />
          <Route
            path="/van-ban-di/soan"
            element={
              <Requires right="outgoing.draft">
                <DraftPage />
              </Requires>
            }
          />
          <Route
            path="/van-ban-di/:documentId"
            element={
              <Requires right="outgoing.read">
                <OutgoingDocumentPage />
              </Requires>
            }
          />
          <Route
            path="/van-ban-di/:documentId/sua"
            element={
              <Requires right="outgoing.draft">
                <DraftPage />
              </Requires>
            }
          />
          <Route
            path="/van-ban-den"
            element={
              <Requires right="incoming.read">
                <IncomingListPage />
              </Requires>
            }
          />
          <Route
            path="/van-ban-den/tiep-nhan"
            element={
              <Requires right="incoming.receive">
                <ReceivePage />
              </Requires>
            }
          />
          <Route
            path="/van-ban-den/:documentId"
            element={
              <Requires right="incoming.read">
                <IncomingDocumentPage />
              </Requires>
            }
          />
          <Route path="*" element={<Empty text={t('common.notFound')} />} />
        </Routes>
      </Suspense>
    </Frame>
  );
}
