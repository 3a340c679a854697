import { Suspense, useState } from 'react';
import { createHashRouter, Navigate, Outlet, RouterProvider, useLocation } from 'react-router';
import { useT } from '../i18n/index.ts';
import { Button, EmptyState, PageHeader, SkeletonList } from '../ui/index.ts';
import { useActor } from '../widgets/desk-context.tsx';
import { Boundary } from './boundary.tsx';
import { ROUTES, routesFor, type AppRoute } from './routes.tsx';
import { Shell } from './shell/shell.tsx';

/** The pages of whoever is signed in. Addresses stand after the hash, so they work on the shell's own scheme too. */
export function Router() {
  const [router] = useState(() =>
    createHashRouter([
      {
        element: <Shell />,
        children: [
          ...ROUTES.map((route) => ({ path: route.path, element: <Screen route={route} /> })),
          { path: '*', element: <Missing /> },
        ],
      },
    ]),
  );
  return <RouterProvider router={router} />;
}

function Screen({ route }: { readonly route: AppRoute }) {
  const actor = useActor();
  if (!route.allows(actor)) return <Missing />;
  return (
    <Boundary key={route.id}>
      <Suspense fallback={<SkeletonList />}>
        <route.Screen />
        <Outlet />
      </Suspense>
    </Boundary>
  );
}

/** An address that leads nowhere; `/` goes to the first page that the person has. */
function Missing() {
  const t = useT();
  const { pathname } = useLocation();
  const home = routesFor(useActor())[0]?.to ?? '/sinkronisasi';
  if (pathname === '/') return <Navigate to={home} replace />;
  return (
    <>
      <PageHeader title={t('shell.pageMissing')} />
      <EmptyState
        title={t('shell.pageMissing')}
        hint={t('shell.pageMissingHint')}
        action={
          <Button
            onClick={() => {
              location.hash = `#${home}`;
            }}
          >
            {t('shell.toHome')}
          </Button>
        }
      />
    </>
  );
}
