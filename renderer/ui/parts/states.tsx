/** What a screen shows when there is nothing, not yet, or an error. */
import { IconAlertTriangle, IconInbox, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import type { LoketError } from '#shared/errors/errors.ts';
import { errorText } from '#renderer/i18n/errors.ts';
import { useLanguage, useT } from '#renderer/i18n/index.ts';
import { Button } from './button.tsx';
import styles from './parts.module.css';
import type { Tone } from './pill.tsx';

interface EmptyStateProps {
  readonly title: string;
  readonly hint?: string;
  readonly icon?: ReactNode;
  /** What to do next. */
  readonly action?: ReactNode;
  /** `h1` when it is the whole page. */
  readonly heading?: 'h1' | 'h2' | 'h3';
}

/** Nothing here, why, and what to do next. */
export function EmptyState({ title, hint, icon, action, heading: Heading = 'h2' }: EmptyStateProps) {
  return (
    <div className={styles['state']}>
      {icon ?? <IconInbox size={32} stroke={1.5} aria-hidden />}
      <Heading>{title}</Heading>
      {hint && <p className="lk-muted">{hint}</p>}
      {action}
    </div>
  );
}

/** An error as a sentence that says what to do, with its code for support. */
export function ErrorState({
  error,
  onRetry,
}: {
  readonly error: LoketError;
  readonly onRetry?: () => void;
}) {
  const t = useT();
  const language = useLanguage();
  return (
    <div className={styles['state']} role="alert">
      <IconAlertTriangle size={32} stroke={1.5} aria-hidden />
      <p>{errorText(error, language)}</p>
      <p className={styles['code']}>{t('shell.errorCode', { code: error.code })}</p>
      {onRetry && <Button onClick={onRetry}>{t('common.retry')}</Button>}
    </div>
  );
}

/** The same in one line, beside a form. Nothing when there is no error. */
export function ErrorLine({ error }: { readonly error: LoketError | null | undefined }) {
  const language = useLanguage();
  return (
    <div role="alert" className={styles['errorLine']}>
      {error && (
        <Banner tone="danger" icon={<IconAlertTriangle size={18} aria-hidden />}>
          {errorText(error, language)}
        </Banner>
      )}
    </div>
  );
}

interface BannerProps {
  readonly tone: Tone;
  readonly icon?: ReactNode;
  readonly action?: ReactNode;
  readonly children: ReactNode;
}

/** A sentence across a pane. Not for routine saves. */
export function Banner({ tone, icon, action, children }: BannerProps) {
  return (
    <div className={`${styles['banner']} ${styles[tone]}`}>
      {icon ?? <IconInfoCircle size={18} aria-hidden />}
      <span className={styles['bannerText']}>{children}</span>
      {action}
    </div>
  );
}

/** Rows to come. Never over local data that is there already. */
export function SkeletonList({ rows = 8 }: { readonly rows?: number }) {
  const t = useT();
  return (
    <div role="status" aria-busy="true" aria-label={t('common.loading')}>
      {Array.from({ length: rows }, (_, index) => (
        <div key={index} className={styles['skeletonRow']} aria-hidden>
          <span className={styles['skeletonBar']} style={{ width: 96 }} />
          <span className={styles['skeletonBar']} style={{ width: `${30 + ((index * 17) % 30)}%` }} />
          <span className={styles['skeletonBar']} style={{ width: 72 }} />
        </div>
      ))}
    </div>
  );
}

export interface ViewChip<Name extends string> {
  readonly name: Name;
  readonly label: string;
  /** Already formatted; left out while unknown. */
  readonly count?: string;
}

/** Saved views with how much is in each; one is chosen. */
export function ViewChips<Name extends string>(props: {
  readonly label: string;
  readonly views: readonly ViewChip<Name>[];
  readonly chosen: Name;
  readonly onChoose: (name: Name) => void;
}) {
  return (
    <div className={styles['chips']} role="group" aria-label={props.label}>
      {props.views.map((view) => (
        <button
          key={view.name}
          type="button"
          className={styles['chip']}
          aria-pressed={view.name === props.chosen}
          onClick={() => {
            props.onChoose(view.name);
          }}
        >
          {view.count === undefined ? view.label : `${view.label} · ${view.count}`}
        </button>
      ))}
    </div>
  );
}
