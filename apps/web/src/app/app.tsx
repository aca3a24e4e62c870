import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { App as AntApp, ConfigProvider } from 'antd';
import locale from 'antd/locale/vi_VN';
import 'dayjs/locale/vi';
import { lazy, Suspense } from 'react';
import { BrowserRouter, Route, Routes } from 'react-router';
import { SignInAgain } from '../features/session/components/sign-in-again';
import { SignInPage } from '../features/session/pages/sign-in-page';
import { RequestProblem } from '../shared/api/client';
import { SessionProvider, useSessionEnded, useSessionQuery } from '../shared/session/session';
import { BrokenPage } from '../shared/ui/broken-page';
import { Loading, Problem } from '../shared/ui/states';
import { Pages } from './pages';
import { theme } from './theme';

/** The only page for everybody; it comes when it is asked for. */
const VerificationPage = lazy(() => import('../features/verification/pages/verification-page'));

const queries = new QueryClient({
  defaultOptions: {
    queries: {
      retry: (failures, error) => error instanceof RequestProblem && error.refusal.retryable && failures < 2,
      refetchOnWindowFocus: true,
    },
  },
});

export const App = () => (
  <ConfigProvider theme={theme} locale={locale} button={{ autoInsertSpace: false }}>
    <AntApp message={{ top: 4, maxCount: 1 }}>
      <QueryClientProvider client={queries}>
        <BrowserRouter>
          <BrokenPage>
            <Suspense fallback={<Loading />}>
              <Routes>
                <Route path="/kiem-tra" element={<VerificationPage />} />
                <Route path="*" element={<Door />} />
              </Routes>
            </Suspense>
          </BrokenPage>
        </BrowserRouter>
      </QueryClientProvider>
    </AntApp>
  </ConfigProvider>
);

/**
 * Nobody signed in: the sign-in page, on whatever address; the address is kept for afterwards. A session that ends while a page
 * is open asks for the password over that page.
 */
function Door() {
  const session = useSessionQuery();
  const ended = useSessionEnded(session.data);
  if (session.isPending) return <Loading />;
  if (session.isError) return <Problem error={session.error} onRetry={() => session.refetch()} />;
  if (session.data === null) return <SignInPage />;
  const { personId, position } = session.data;
  return (
    <SessionProvider key={`${personId} ${position.positionId}`} session={session.data}>
      <Pages />
      {ended && <SignInAgain />}
    </SessionProvider>
  );
}
