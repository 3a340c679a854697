/** Words of the screens: Bahasa Indonesia first. Keys are typed; a missing English key does not compile. */
import i18next from 'i18next';
import { initReactI18next, useTranslation } from 'react-i18next';
import { agenda } from './agenda.ts';
import { agreements } from './agreements.ts';
import { away } from './away.ts';
import { campaigns } from './campaigns.ts';
import { common } from './common.ts';
import { complaints } from './complaints.ts';
import { conflicts } from './conflicts.ts';
import { connection } from './connection.ts';
import { customer } from './customer.ts';
import { customerList } from './customer-list.ts';
import { customers } from './customers.ts';
import { devices } from './devices.ts';
import { domain } from './domain.ts';
import { exports } from './exports.ts';
import { headoffice } from './headoffice.ts';
import { home } from './home.ts';
import { imports } from './import.ts';
import { intake } from './intake.ts';
import { nav } from './nav.ts';
import { receipt } from './receipt.ts';
import { refusals } from './refusals.ts';
import { session } from './session.ts';
import { settings } from './settings.ts';
import { shell } from './shell.ts';
import { sync } from './sync.ts';
import { tiers } from './tiers.ts';
import { values } from './values.ts';
import { widgets } from './widgets.ts';
import { LANGUAGES, type Language } from './wording.ts';

const features = {
  agenda,
  agreements,
  away,
  campaigns,
  common,
  complaints,
  conflicts,
  connection,
  customer,
  customerList,
  customers,
  devices,
  domain,
  exports,
  headoffice,
  home,
  imports,
  intake,
  nav,
  receipt,
  refusals,
  session,
  settings,
  shell,
  sync,
  tiers,
  values,
  widgets,
};
type Features = typeof features;

/** All words of one language, by feature. */
export type Texts = { readonly [Name in keyof Features]: Features[Name]['id'] };

declare module 'i18next' {
  interface CustomTypeOptions {
    defaultNS: 'translation';
    resources: { translation: Texts };
  }
}

/** @returns the words of `language`, feature by feature. */
export function textsOf(language: Language): Record<string, unknown> {
  return Object.fromEntries(Object.entries(features).map(([name, feature]) => [name, feature[language]]));
}

/** Has to run once before the first screen. The document's language follows. */
export function startI18n(language: Language): void {
  void i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'id',
    initAsync: false,
    resources: Object.fromEntries(LANGUAGES.map((name) => [name, { translation: textsOf(name) }])),
    interpolation: { escapeValue: false },
    react: { useSuspense: false },
  });
  document.documentElement.lang = language;
}

/** Switches every screen at once. */
export function switchLanguage(language: Language): void {
  document.documentElement.lang = language;
  void i18next.changeLanguage(language);
}

/** @returns the typed `t` of the current language; the component draws itself again when it changes. */
export const useT = () => useTranslation().t;

/** A function that gives the words of a key. */
export type Translate = ReturnType<typeof useT>;

/** @returns the language on screen. */
export function useLanguage(): Language {
  return useTranslation().i18n.language === 'en' ? 'en' : 'id';
}

/** The same outside a component. */
export const currentLanguage = (): Language => (i18next.language === 'en' ? 'en' : 'id');

/** The same `t` outside a component, for what is said at a moment: toasts, printed paper. */
export { t as say } from 'i18next';

export type { Language } from './wording.ts';
