/** Panes and pages: what every screen is made of. */
import { IconX } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useT } from '#renderer/i18n/index.ts';
import { IconButton } from './button.tsx';
import styles from './parts.module.css';

interface PageHeaderProps {
  readonly title: string;
  /** Shown in grey after the title. */
  readonly count?: string;
  readonly actions?: ReactNode;
  readonly children?: ReactNode;
}

/** The one `h1` of a screen. It takes the focus when the route changes. */
export function PageHeader({ title, count, actions, children }: PageHeaderProps) {
  return (
    <header className={styles['header']}>
      <h1 tabIndex={-1} data-page-title>
        {title}
      </h1>
      {count !== undefined && <span className={styles['headerCount']}>{count}</span>}
      {children}
      {actions && <div className={styles['headerActions']}>{actions}</div>}
    </header>
  );
}

/**
 * A list beside the detail of what is chosen in it. In a narrow window they take turns, by `detailOpen`.
 * Without `detail` the list has the whole width.
 */
export function Split(props: {
  readonly list: ReactNode;
  readonly detail?: ReactNode;
  readonly detailOpen?: boolean;
}) {
  return (
    <div
      className={styles['split']}
      data-only={props.detail ? undefined : 'list'}
      data-detail={props.detailOpen ? 'open' : undefined}
    >
      <div className={styles['pane']}>{props.list}</div>
      {props.detail}
    </div>
  );
}

interface DetailPaneProps {
  /** Name of the landmark. */
  readonly label: string;
  /** Number, pills: one line above the title. */
  readonly top?: ReactNode;
  readonly title?: string;
  /** Back to the list in a narrow window. */
  readonly onClose?: () => void;
  readonly children: ReactNode;
}

/** The right pane; it scrolls by itself. */
export function DetailPane({ label, top, title, onClose, children }: DetailPaneProps) {
  const t = useT();
  return (
    <aside className={`${styles['pane']} ${styles['paneDetail']}`} aria-label={label} tabIndex={0}>
      {(top || onClose) && (
        <div className={styles['detailTop']}>
          {onClose && (
            <span className={styles['closeDetail']}>
              <IconButton label={t('common.back')} onClick={onClose}>
                <IconX size={16} aria-hidden />
              </IconButton>
            </span>
          )}
          {top}
        </div>
      )}
      {title && <h2 className={styles['detailTitle']}>{title}</h2>}
      {children}
    </aside>
  );
}

/** A full page: header, then sections one under the other. */
export function Page({
  title,
  actions,
  children,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <div className={styles['page']}>
      <PageHeader title={title} actions={actions} />
      <div className={styles['pageBody']}>{children}</div>
    </div>
  );
}

/** A part of a page with its `h2`. */
export function Section({
  title,
  actions,
  children,
}: {
  readonly title: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}) {
  return (
    <section className={styles['section']} aria-label={title}>
      <div className={styles['sectionHead']}>
        <h2>{title}</h2>
        {actions}
      </div>
      {children}
    </section>
  );
}

/** Names and values, one pair a line; pairs whose value is empty are left out. */
export function KeyValue({
  items,
}: {
  readonly items: readonly (readonly [name: string, value: ReactNode])[];
}) {
  return (
    <dl className={styles['keyValue']}>
      {items
        .filter(([, value]) => value !== undefined && value !== null && value !== false && value !== '')
        .map(([name, value]) => (
          <div key={name} style={{ display: 'contents' }}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

export interface TimelineItem {
  readonly key: string;
  readonly title: ReactNode;
  /** Who and when, small and grey. */
  readonly note?: ReactNode;
  /** What a person wrote, with its line breaks. */
  readonly text?: string;
}

/** What happened, in the order given. */
export function Timeline({
  items,
  label,
}: {
  readonly items: readonly TimelineItem[];
  readonly label: string;
}) {
  return (
    <ol className={styles['timeline']} aria-label={label}>
      {items.map((item) => (
        <li key={item.key}>
          <div>{item.title}</div>
          {item.note && <div className={styles['timelineNote']}>{item.note}</div>}
          {item.text && <p className={styles['timelineText']}>{item.text}</p>}
        </li>
      ))}
    </ol>
  );
}

interface TableColumn<Row> {
  readonly key: string;
  readonly title: string;
  readonly cell: (row: Row) => ReactNode;
}

/** A short table of a page (tens of rows). Long lists are a `ListPane`. */
export function PlainTable<Row>(props: {
  readonly label: string;
  readonly columns: readonly TableColumn<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
}) {
  return (
    <div className={styles['tableScroll']} role="region" aria-label={props.label} tabIndex={0}>
      <table className={styles['plainTable']}>
        <thead>
          <tr>
            {props.columns.map((column) => (
              <th key={column.key} scope="col">
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {props.rows.map((row) => (
            <tr key={props.rowKey(row)}>
              {props.columns.map((column) => (
                <td key={column.key}>{column.cell(row)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
