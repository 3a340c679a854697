/** A list of any length: only what is on screen is drawn. Grid semantics, keyboard first. */
import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useCallback, useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
import { useT } from '#renderer/i18n/index.ts';
import { listMove, ListSteps } from './list-keys.ts';
import styles from './list.module.css';
import { SkeletonList } from './states.tsx';

export interface ListColumn<Row> {
  readonly key: string;
  readonly title: string;
  /** The title is read aloud only, for columns of icons. */
  readonly titleHidden?: boolean;
  /** A CSS grid track, as in `124px` or `minmax(0, 1fr)`. */
  readonly width: string;
  readonly cell: (row: Row) => ReactNode;
  /** Left out in a narrow window (zoomed to 200 %); the detail has it too. */
  readonly wideOnly?: boolean;
  /** Left out where the list itself is narrow, so that the first column keeps its room; the detail has it too. */
  readonly yields?: boolean;
}

/** Rows that are marked for something that is done with all of them. Without it a list has none. */
export interface ListSelection<Row> {
  readonly has: (row: Row) => boolean;
  readonly size: number;
  /** Names the box of a row. */
  readonly label: (row: Row) => string;
  /** Space, or a click on the box. */
  readonly onToggle: (row: Row, index: number) => void;
  /** Shift with a move or a click: everything from the first place to the second. */
  readonly onExtend: (from: number, to: number) => void;
  /** Ctrl+A: every row of the view. */
  readonly onAll: () => void;
  /** Esc. */
  readonly onNone: () => void;
}

export interface ListPaneProps<Row> {
  /** Name of the grid. */
  readonly label: string;
  readonly columns: readonly ListColumn<Row>[];
  readonly count: number;
  /** The row at a place, or undefined while it is being read (drawn as a grey bar). */
  readonly rowAt: (index: number) => Row | undefined;
  readonly rowKey: (row: Row) => string;
  /** Place of the chosen row; -1 when none is. */
  readonly chosen: number;
  /** A row was chosen, by click or by key. */
  readonly onChoose: (row: Row, index: number) => void;
  /** Enter or double click. Without it they do nothing more. */
  readonly onOpen?: (row: Row, index: number) => void;
  /** Which rows are on screen, for lists that are read in pages. */
  readonly onRange?: (first: number, last: number) => void;
  /** Read for the first time: grey rows. */
  readonly loading?: boolean;
  readonly selection?: ListSelection<Row>;
  /** Shown instead of rows when there are none. */
  readonly empty?: ReactNode;
  /** 44, or 32 in compact density. */
  readonly rowHeight?: number;
}

/** Below this a list has room for a name, one value and a mark, in px. */
const TIGHT = 560;

/** @returns whether the list is narrow, and what to hang on its element. */
function useTight() {
  const [tight, setTight] = useState(false);
  const ref = useCallback((element: HTMLElement | null) => {
    if (!element) return undefined;
    const observer = new ResizeObserver(() => {
      setTight(element.clientWidth < TIGHT);
    });
    observer.observe(element);
    return () => {
      observer.disconnect();
    };
  }, []);
  return { tight, ref };
}

/** @returns px below which the columns are scrolled sideways: their tracks, the gaps and the row's own edges. */
const leastWidth = (tracks: readonly string[]): number =>
  tracks.reduce((sum, track) => sum + Number.parseFloat(/(\d+)px/.exec(track)?.[1] ?? '0') + 8, 24);

const currentRowHeight = (): number =>
  typeof document !== 'undefined' && document.documentElement.dataset['density'] === 'compact' ? 32 : 44;

/** A virtual list. It takes the focus as a whole; the chosen row is its active descendant. */
export function ListPane<Row>(props: ListPaneProps<Row>) {
  const { label, count, rowAt, rowKey, chosen, onChoose, onOpen, onRange, loading, empty, selection } = props;
  const t = useT();
  const narrow = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false });
  const { tight, ref } = useTight();
  const columns = props.columns.filter(
    ({ wideOnly, yields }) => !(wideOnly && (narrow || tight)) && !(yields && tight),
  );
  const rowHeight = props.rowHeight ?? currentRowHeight();
  const scroll = useRef<HTMLDivElement>(null);
  const id = useId();
  const [steps] = useState(() => new ListSteps<Row>());
  const virtual = useVirtualizer({
    count,
    getScrollElement: () => scroll.current,
    estimateSize: () => rowHeight,
    overscan: 8,
    scrollPaddingStart: 32,
  });
  const items = virtual.getVirtualItems();
  const first = items[0]?.index ?? 0;
  const last = items.at(-1)?.index ?? -1;

  useEffect(() => {
    virtual.measure();
  }, [virtual, rowHeight]);
  useEffect(() => {
    if (last >= 0) onRange?.(first, last);
  }, [onRange, first, last]);
  useEffect(() => {
    if (chosen >= 0) virtual.scrollToIndex(chosen, { align: 'auto' });
  }, [virtual, chosen]);

  const onKeyDown = (event: KeyboardEvent) => {
    if (event.target !== event.currentTarget) return;
    const page = Math.max(1, Math.floor((scroll.current?.clientHeight ?? rowHeight) / rowHeight) - 1);
    const drawn = rowAt(chosen);
    const ahead = steps.ahead(drawn === undefined ? undefined : rowKey(drawn));
    const current = ahead?.index ?? chosen;
    if (selection && selects(event, current, ahead?.row ?? drawn)) return;
    const move = listMove(event, current, count, page);
    if (!move) return;
    event.preventDefault();
    const index = 'open' in move ? current : move.to;
    const row = 'open' in move && ahead ? ahead.row : rowAt(index);
    if (row === undefined) return;
    if ('open' in move) onOpen?.(row, index);
    else {
      if (event.shiftKey) selection?.onExtend(Math.max(0, current), index);
      choose(row, index);
    }
  };
  const selects = (event: KeyboardEvent, current: number, row: Row | undefined): boolean => {
    if (!selection || event.altKey || event.metaKey) return false;
    if (event.ctrlKey && event.key.toLowerCase() === 'a') selection.onAll();
    else if (event.key === ' ' && !event.ctrlKey && row !== undefined) selection.onToggle(row, current);
    else if (event.key === 'Escape' && selection.size > 0) selection.onNone();
    else return false;
    event.preventDefault();
    return true;
  };
  const choose = (row: Row, index: number) => {
    steps.chose({ key: rowKey(row), index, row });
    onChoose(row, index);
  };

  if (loading && count === 0) return <SkeletonList />;
  if (count === 0) return <>{empty}</>;
  const tracks = [...(selection ? ['20px'] : []), ...columns.map((column) => column.width)];
  const template = { gridTemplateColumns: tracks.join(' ') };
  const least = { minWidth: leastWidth(tracks) };
  const chosenDrawn = chosen >= first && chosen <= last;
  return (
    <div ref={ref} className={styles['list']}>
      <div
        ref={scroll}
        className={styles['scroll']}
        role="grid"
        aria-label={label}
        aria-rowcount={count + 1}
        aria-colcount={tracks.length}
        aria-activedescendant={chosenDrawn ? `${id}-${chosen}` : undefined}
        tabIndex={0}
        data-list
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup" style={least}>
          <div role="row" aria-rowindex={1} className={`${styles['row']} ${styles['head']}`} style={template}>
            {selection && (
              <span role="columnheader">
                <span className="lk-hidden">{t('common.select')}</span>
              </span>
            )}
            {columns.map((column) => (
              <span role="columnheader" key={column.key}>
                {column.titleHidden ? <span className="lk-hidden">{column.title}</span> : column.title}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={styles['body']} style={{ ...least, height: virtual.getTotalSize() }}>
          {items.map((item) => {
            const row = rowAt(item.index);
            return (
              <div
                key={row === undefined ? item.index : rowKey(row)}
                id={`${id}-${item.index}`}
                role="row"
                aria-rowindex={item.index + 2}
                aria-selected={item.index === chosen}
                className={styles['row']}
                style={{ ...template, height: rowHeight, transform: `translateY(${item.start}px)` }}
                onClick={(event) => {
                  if (row === undefined) return;
                  if (event.shiftKey) selection?.onExtend(Math.max(0, chosen), item.index);
                  choose(row, item.index);
                }}
                onDoubleClick={() => {
                  if (row !== undefined) onOpen?.(row, item.index);
                }}
              >
                {selection && (
                  <span role="gridcell" className={styles['select']}>
                    {row !== undefined && (
                      <input
                        type="checkbox"
                        tabIndex={-1}
                        aria-label={selection.label(row)}
                        checked={selection.has(row)}
                        onClick={(event) => {
                          event.stopPropagation();
                        }}
                        onChange={() => {
                          selection.onToggle(row, item.index);
                        }}
                      />
                    )}
                  </span>
                )}
                {columns.map((column) => (
                  <span role="gridcell" key={column.key}>
                    {row === undefined ? <span className={styles['waiting']} /> : column.cell(row)}
                  </span>
                ))}
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

/** Two lines in a cell: a name, and something smaller under it (left out in compact density). */
export function TwoLines({
  first,
  second,
}: {
  readonly first: string;
  readonly second?: string | undefined;
}) {
  return (
    <span className={styles['two']} title={second ? `${first}\n${second}` : first}>
      <span>{first}</span>
      {second && <span>{second}</span>}
    </span>
  );
}
