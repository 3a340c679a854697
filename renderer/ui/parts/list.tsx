/** A list of any length: only what is on screen is drawn. Grid semantics, keyboard first. */
import { useMediaQuery } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react';
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
  /** Shown instead of rows when there are none. */
  readonly empty?: ReactNode;
  /** 44, or 32 in compact density. */
  readonly rowHeight?: number;
}

const currentRowHeight = (): number =>
  typeof document !== 'undefined' && document.documentElement.dataset['density'] === 'compact' ? 32 : 44;

/** A virtual list. It takes the focus as a whole; the chosen row is its active descendant. */
export function ListPane<Row>(props: ListPaneProps<Row>) {
  const { label, count, rowAt, rowKey, chosen, onChoose, onOpen, onRange, loading, empty } = props;
  const narrow = useMediaQuery('(max-width: 900px)', false, { getInitialValueInEffect: false });
  const columns = narrow ? props.columns.filter(({ wideOnly }) => !wideOnly) : props.columns;
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
    const move = listMove(event, current, count, page);
    if (!move) return;
    event.preventDefault();
    const index = 'open' in move ? current : move.to;
    const row = 'open' in move && ahead ? ahead.row : rowAt(index);
    if (row === undefined) return;
    if ('open' in move) onOpen?.(row, index);
    else choose(row, index);
  };
  const choose = (row: Row, index: number) => {
    steps.chose({ key: rowKey(row), index, row });
    onChoose(row, index);
  };

  if (loading && count === 0) return <SkeletonList />;
  if (count === 0) return <>{empty}</>;
  const template = { gridTemplateColumns: columns.map((column) => column.width).join(' ') };
  const chosenDrawn = chosen >= first && chosen <= last;
  return (
    <div className={styles['list']}>
      <div
        ref={scroll}
        className={styles['scroll']}
        role="grid"
        aria-label={label}
        aria-rowcount={count + 1}
        aria-colcount={columns.length}
        aria-activedescendant={chosenDrawn ? `${id}-${chosen}` : undefined}
        tabIndex={0}
        data-list
        onKeyDown={onKeyDown}
      >
        <div role="rowgroup">
          <div role="row" aria-rowindex={1} className={`${styles['row']} ${styles['head']}`} style={template}>
            {columns.map((column) => (
              <span role="columnheader" key={column.key}>
                {column.titleHidden ? <span className="lk-hidden">{column.title}</span> : column.title}
              </span>
            ))}
          </div>
        </div>
        <div role="rowgroup" className={styles['body']} style={{ height: virtual.getTotalSize() }}>
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
                onClick={() => {
                  if (row !== undefined) choose(row, item.index);
                }}
                onDoubleClick={() => {
                  if (row !== undefined) onOpen?.(row, item.index);
                }}
              >
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
