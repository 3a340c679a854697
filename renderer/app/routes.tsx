/**
 * Every page of the product: where it is, who sees it, and how it is loaded. The rail, the palette, the shortcuts and
 * the accessibility tests come from this table. A feature gives its page as the default export of `index.tsx`.
 */
import {
  IconArrowsSplit2,
  IconBuildingBank,
  IconCalendarEvent,
  IconCloudUp,
  IconDeviceDesktop,
  IconDevicesPc,
  IconHome,
  IconMailX,
  IconMedal,
  IconMessageReport,
  IconSettings,
  IconSpeakerphone,
  IconTableImport,
  IconUsers,
  type Icon,
} from '@tabler/icons-react';
import { lazy, type ComponentType, type LazyExoticComponent } from 'react';
import { isHeadOffice, type Actor } from '#shared/domain/actor.ts';
import { BOOK_IMPORTERS } from '#shared/domain/commands/book.ts';
import type { nav } from '../i18n/nav.ts';

export interface AppRoute {
  readonly id: string;
  /** Pattern of react-router, as in `/pengaduan/:id?`. */
  readonly path: string;
  /** The address that leads there without parameters. */
  readonly to: string;
  readonly title: `nav.${keyof (typeof nav)['id']}`;
  readonly icon: Icon;
  /** Where it stands in the rail; `within` another page, which leads there. */
  readonly place: 'main' | 'headOffice' | 'below' | 'within';
  readonly allows: (actor: Actor) => boolean;
  readonly Screen: LazyExoticComponent<ComponentType>;
}

const everyone = () => true;
const mayEnrol = (actor: Actor): boolean => isHeadOffice(actor) || actor.role === 'supervisor';

const looksAfterDesks = ({ role }: Actor): boolean =>
  role === 'supervisor' || role === 'headoffice' || role === 'admin';

/** Head office replicates no branch: what spans branches has pages of its own. */
const atBranch = (actor: Actor): boolean => !isHeadOffice(actor);

/** A book goes into one's own branch; head office has `npm run import`. */
const mayImport = (actor: Actor): boolean => atBranch(actor) && BOOK_IMPORTERS.includes(actor.role);

/** @returns whether the person takes complaints at the counter (F2). */
export const mayRegister = atBranch;

export const ROUTES: readonly AppRoute[] = [
  {
    id: 'home',
    path: '/',
    to: '/',
    title: 'nav.home',
    icon: IconHome,
    place: 'main',
    allows: everyone,
    Screen: lazy(() => import('../features/home/index.tsx')),
  },
  {
    id: 'customers',
    path: '/pelanggan/:id?',
    to: '/pelanggan',
    title: 'nav.customers',
    icon: IconUsers,
    place: 'main',
    allows: atBranch,
    Screen: lazy(() => import('../features/customers/index.tsx')),
  },
  {
    id: 'complaints',
    path: '/pengaduan/:id?',
    to: '/pengaduan',
    title: 'nav.complaints',
    icon: IconMessageReport,
    place: 'main',
    allows: atBranch,
    Screen: lazy(() => import('../features/complaints/index.tsx')),
  },
  {
    id: 'agenda',
    path: '/agenda/:id?',
    to: '/agenda',
    title: 'nav.agenda',
    icon: IconCalendarEvent,
    place: 'main',
    allows: atBranch,
    Screen: lazy(() => import('../features/agenda/index.tsx')),
  },
  {
    id: 'campaigns',
    path: '/kampanye/:id?',
    to: '/kampanye',
    title: 'nav.campaigns',
    icon: IconSpeakerphone,
    place: 'main',
    allows: atBranch,
    Screen: lazy(() => import('../features/campaigns/index.tsx')),
  },
  {
    id: 'hqComplaints',
    path: '/pusat/pengaduan/:id?',
    to: '/pusat/pengaduan',
    title: 'nav.hqComplaints',
    icon: IconBuildingBank,
    place: 'headOffice',
    allows: isHeadOffice,
    Screen: lazy(() => import('../features/headoffice/complaints.tsx')),
  },
  {
    id: 'hqCampaigns',
    path: '/pusat/kampanye/:id?',
    to: '/pusat/kampanye',
    title: 'nav.hqCampaigns',
    icon: IconSpeakerphone,
    place: 'headOffice',
    allows: isHeadOffice,
    Screen: lazy(() => import('../features/headoffice/campaigns.tsx')),
  },
  {
    id: 'hqTiers',
    path: '/pusat/kelas',
    to: '/pusat/kelas',
    title: 'nav.hqTiers',
    icon: IconMedal,
    place: 'headOffice',
    allows: isHeadOffice,
    Screen: lazy(() => import('../features/headoffice/tiers.tsx')),
  },
  {
    id: 'hqBranches',
    path: '/pusat/cabang',
    to: '/pusat/cabang',
    title: 'nav.hqBranches',
    icon: IconDevicesPc,
    place: 'headOffice',
    allows: mayEnrol,
    Screen: lazy(() => import('../features/headoffice/branches.tsx')),
  },
  {
    id: 'hqDevices',
    path: '/pusat/perangkat/:id?',
    to: '/pusat/perangkat',
    title: 'nav.hqDevices',
    icon: IconDeviceDesktop,
    place: 'headOffice',
    allows: looksAfterDesks,
    Screen: lazy(() => import('../features/headoffice/devices.tsx')),
  },
  {
    id: 'hqRefusals',
    path: '/pusat/ditolak/:id?',
    to: '/pusat/ditolak',
    title: 'nav.hqRefusals',
    icon: IconMailX,
    place: 'headOffice',
    allows: looksAfterDesks,
    Screen: lazy(() => import('../features/headoffice/refusals.tsx')),
  },
  {
    id: 'imports',
    path: '/impor',
    to: '/impor',
    title: 'nav.imports',
    icon: IconTableImport,
    place: 'below',
    allows: mayImport,
    Screen: lazy(() => import('../features/import/index.tsx')),
  },
  {
    id: 'sync',
    path: '/sinkronisasi',
    to: '/sinkronisasi',
    title: 'nav.sync',
    icon: IconCloudUp,
    place: 'below',
    allows: everyone,
    Screen: lazy(() => import('../features/sync/index.tsx')),
  },
  {
    id: 'conflicts',
    path: '/sinkronisasi/konflik/:key?',
    to: '/sinkronisasi/konflik',
    title: 'nav.conflicts',
    icon: IconArrowsSplit2,
    place: 'within',
    allows: everyone,
    Screen: lazy(() => import('../features/conflicts/index.tsx')),
  },
  {
    id: 'settings',
    path: '/pengaturan',
    to: '/pengaturan',
    title: 'nav.settings',
    icon: IconSettings,
    place: 'below',
    allows: everyone,
    Screen: lazy(() => import('../features/settings/index.tsx')),
  },
];

/** @returns what the person may open, in the order of the rail. */
export const routesFor = (actor: Actor): readonly AppRoute[] => ROUTES.filter((route) => route.allows(actor));

/** @returns the entries of the rail that Alt+1, Alt+2, … open. */
export const numbered = (routes: readonly AppRoute[]): readonly AppRoute[] =>
  routes.filter((route) => route.place === 'main' || route.place === 'headOffice').slice(0, 9);
