/** Pengaturan: how this PC shows things, who one is, leaving the demo, what is running. */
import { useMantineColorScheme } from '@mantine/core';
import { useCallback, useId, useState } from 'react';
import { ok } from '#shared/errors/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { usePreferences } from '#renderer/state/preferences.ts';
import {
  Button,
  ConfirmDialog,
  formatBytes,
  KeyValue,
  Page,
  Section,
  SegmentedControl,
  toastError,
} from '#renderer/ui/index.ts';
import { useAsk, useDesk, useHost, useIdentity } from '#renderer/widgets/desk-context.tsx';
import { WhoAmI } from '#renderer/widgets/who/who-am-i.tsx';
import styles from './settings.module.css';

export default function SettingsPage() {
  const t = useT();
  const identity = useIdentity();
  return (
    <Page title={t('settings.title')}>
      <Look />
      <Section title={t('settings.me')}>
        <WhoAmI />
      </Section>
      {identity.demo && <Demo />}
      <About />
    </Page>
  );
}

function Look() {
  const t = useT();
  const { language, setLanguage, density, setDensity } = usePreferences();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Section title={t('settings.look')}>
      <Choice
        label={t('settings.language')}
        value={language}
        options={[
          { value: 'id', label: 'Bahasa Indonesia' },
          { value: 'en', label: 'English' },
        ]}
        onChange={setLanguage}
      />
      <Choice
        label={t('settings.theme')}
        value={colorScheme}
        options={[
          { value: 'auto', label: t('settings.themes.auto') },
          { value: 'light', label: t('settings.themes.light') },
          { value: 'dark', label: t('settings.themes.dark') },
        ]}
        onChange={setColorScheme}
      />
      <Choice
        label={t('settings.density')}
        value={density}
        options={[
          { value: 'normal', label: t('settings.densities.normal') },
          { value: 'compact', label: t('settings.densities.compact') },
        ]}
        onChange={setDensity}
      />
    </Section>
  );
}

function Choice<Value extends string>(props: {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly { readonly value: Value; readonly label: string }[];
  readonly onChange: (value: Value) => void;
}) {
  const id = useId();
  return (
    <div className={styles['choice']}>
      <span id={id}>{props.label}</span>
      <SegmentedControl
        aria-labelledby={id}
        value={props.value}
        data={props.options.map((option) => ({ ...option }))}
        transitionDuration={0}
        onChange={(next) => {
          const found = props.options.find(({ value }) => value === next);
          if (found) props.onChange(found.value);
        }}
      />
    </div>
  );
}

/** Only on a demo desk. The one thing here that cannot be undone. */
function Demo() {
  const t = useT();
  const desk = useDesk();
  const [asking, setAsking] = useState(false);
  const [busy, setBusy] = useState(false);
  const leave = async () => {
    setBusy(true);
    const answer = await desk.leaveDemo();
    setBusy(false);
    setAsking(false);
    if (!answer.ok) toastError(answer.error);
  };
  return (
    <Section title={t('settings.demo')}>
      <p>{t('settings.demoHint')}</p>
      <div>
        <Button
          onClick={() => {
            setAsking(true);
          }}
        >
          {t('settings.leaveDemo')}
        </Button>
      </div>
      <ConfirmDialog
        open={asking}
        danger
        busy={busy}
        title={t('settings.leaveDemoTitle')}
        text={t('settings.leaveDemoText')}
        confirm={t('settings.leaveDemoDo')}
        onConfirm={() => void leave()}
        onClose={() => {
          setAsking(false);
        }}
      />
    </Section>
  );
}

function About() {
  const t = useT();
  const language = useLanguage();
  const desk = useDesk();
  const host = useHost();
  const info = useAsk(useCallback(() => host.info().then(ok), [host])).value;
  const storage = useAsk(useCallback(() => desk.storage().then(ok), [desk])).value;
  return (
    <Section title={t('settings.about')}>
      <KeyValue
        items={[
          [t('settings.version'), info?.version],
          [t('settings.browser'), info && `${info.device} (${info.platform})`],
          [
            t('settings.storage'),
            storage &&
              `${formatBytes(storage.usage, language)} / ${formatBytes(storage.quota, language)} · ${
                storage.persistent ? t('settings.storagePersistent') : t('settings.storageEvictable')
              }`,
          ],
        ]}
      />
    </Section>
  );
}
