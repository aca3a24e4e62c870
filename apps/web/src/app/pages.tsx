import { Button } from 'antd';
import { type ComponentType, lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, Route, Routes, useLocation } from 'react-router';
import { useLiveUpdates } from '../shared/api/live';
import { Requires, type Right, useSession } from '../shared/session/session';
import { BrokenPage } from '../shared/ui/broken-page';
import { ConfirmationDialog } from '../shared/ui/confirmation-dialog';
import { PageTitle } from '../shared/ui/page-title';
import { Empty, Loading } from '../shared/ui/states';
import { Frame } from './frame';

/** Each page, and the right that one needs to open it. */
const PAGES: readonly [path: string, right: Right, page: ComponentType][] = [
  ['/tinh-trang', 'operations.administer', lazy(() => import('../features/operations/pages/operations-page'))],
  ['/he-thong-khac', 'directory.administer', lazy(() => import('../features/operations/pages/machine-accounts-page'))],
  ['/tong-quan', 'stats.read', lazy(() => import('../features/overview/pages/overview-page'))],
  ['/bao-cao', 'stats.read', lazy(() => import('../features/reports/pages/reports-page'))],
  ['/van-ban-di', 'outgoing.read', lazy(() => import('../features/outgoing/pages/outgoing-list-page'))],
  ['/van-ban-di/soan', 'outgoing.draft', lazy(() => import('../features/outgoing/pages/draft-page'))],
  [
    '/van-ban-di/kiem-tra-the-thuc',
    'outgoing.draft',
    lazy(() => import('../features/outgoing/drafting/layout-check-page')),
  ],
  [
    '/van-ban-di/giao-soan-thao',
    'outgoing.read',
    lazy(() => import('../features/outgoing/assignments/assignments-page')),
  ],
  ['/van-ban-di/phieu-trinh', 'outgoing.read', lazy(() => import('../features/outgoing/slips/slips-page'))],
  ['/van-ban-di/phieu-trinh/:slipId', 'outgoing.read', lazy(() => import('../features/outgoing/slips/slip-page'))],
  ['/van-ban-di/:documentId', 'outgoing.read', lazy(() => import('../features/outgoing/pages/outgoing-document-page'))],
  ['/van-ban-di/:documentId/sua', 'outgoing.draft', lazy(() => import('../features/outgoing/pages/draft-page'))],
  ['/viec', 'routing.read', lazy(() => import('../features/tasks/pages/tasks-page'))],
  ['/viec/tre-han', 'routing.follow-up', lazy(() => import('../features/tasks/pages/late-page'))],
  ['/viec/so-theo-doi', 'routing.follow-up', lazy(() => import('../features/tasks/pages/follow-up-book-page'))],
  ['/but-phe', 'routing.sort', lazy(() => import('../features/incoming/pages/direction-desk-page'))],
  ['/viec/ke-hoach', 'routing.read', lazy(() => import('../features/tasks/pages/plans-page'))],
  ['/viec/ke-hoach/:documentId', 'routing.read', lazy(() => import('./work-page'))],
  ['/viec/vang-mat', 'directory.record-absence', lazy(() => import('../features/tasks/pages/absence-page'))],
  ['/luong-xu-ly', 'routing.administer', lazy(() => import('../features/flows/pages/flows-page'))],
  ['/cho-cap-so', 'outgoing.allot-number', lazy(() => import('../features/outgoing/pages/to-number-page'))],
  [
    '/quy-dinh-cua-nguoi-dung-dau',
    'directory.administer',
    lazy(() => import('../features/outgoing/registers/head-rules-page')),
  ],
  ['/so', 'outgoing.register', lazy(() => import('../features/outgoing/registers/registers-page'))],
  ['/van-ban-den', 'incoming.read', lazy(() => import('../features/incoming/pages/incoming-list-page'))],
  ['/van-ban-den/tiep-nhan', 'incoming.receive', lazy(() => import('../features/incoming/pages/receive-page'))],
  [
    '/van-ban-den/ban-tiep-nhan',
    'incoming.register',
    lazy(() => import('../features/incoming/pages/reception-desk-page')),
  ],
  ['/van-ban-den/lich-hop', 'incoming.read', lazy(() => import('../features/incoming/pages/meetings-page'))],
  [
    '/van-ban-den/:documentId',
    'incoming.read',
    lazy(() => import('../features/incoming/pages/incoming-document-page')),
  ],
  ['/can-ky', 'outgoing.sign', lazy(() => import('../features/outgoing/to-sign/to-sign-page'))],
  ['/chung-thu', 'directory.read', lazy(() => import('../features/signing/pages/certificates-page'))],
  ['/xac-nhan-ky-so', 'signing.activate', lazy(() => import('../features/signing/pages/confirmation-page'))],
  [
    '/van-ban-di/:documentId/chu-ky',
    'signing.read-evidence',
    lazy(() => import('../features/signing/pages/signature-evidence-page')),
  ],
];

export function Pages() {
  const { t } = useTranslation();
  const session = useSession();
  useLiveUpdates(session.csrfToken);
  const { pathname } = useLocation();
  // The first page that one may open is where one begins.
  const home = PAGES.find(([path, right]) => !path.includes(':') && session.rights.includes(right))?.[0];
  return (
    <Frame>
      <ConfirmationDialog />
      <BrokenPage key={pathname}>
        <Suspense fallback={<Loading />}>
          <Routes>
            {home && <Route path="/" element={<Navigate to={home} replace />} />}
            {PAGES.map(([path, right, Page]) => (
              <Route
                key={path}
                path={path}
                element={
                  <Requires right={right} otherwise={<NoPage text={t('common.notAllowed')} />}>
                    <Page />
                  </Requires>
                }
              />
            ))}
            <Route path="*" element={<NoPage text={t('common.notFound')} />} />
          </Routes>
        </Suspense>
      </BrokenPage>
    </Frame>
  );
}

function NoPage({ text }: { text: string }) {
  const { t } = useTranslation();
  return (
    <>
      <PageTitle text={text} />
      <Empty text={text}>
        <Link to="/">
          <Button>{t('common.home')}</Button>
        </Link>
      </Empty>
    </>
  );
}
