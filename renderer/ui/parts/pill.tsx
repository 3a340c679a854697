/** Small marks. A state is always an icon and a word; the tone only helps. */
import type { ReactNode } from 'react';
import styles from './parts.module.css';

export type Tone = 'info' | 'ok' | 'warn' | 'danger' | 'conflict' | 'neutral' | 'bronze' | 'silver' | 'gold';

interface PillProps {
  readonly tone?: Tone;
  /** Drawn at 14 px before the word. */
  readonly icon?: ReactNode;
  readonly children: string;
  readonly title?: string;
}

/** A word on the ground of its tone. */
export function Pill({ tone = 'neutral', icon, children, title }: PillProps) {
  return (
    <span className={`${styles['pill']} ${styles[tone]}`} title={title}>
      {icon}
      <span>{children}</span>
    </span>
  );
}

/** The same with the icon required, for states. */
export function StatusPill(props: PillProps & { readonly icon: ReactNode }) {
  return <Pill {...props} />;
}

/** A key as it is printed on the keyboard. `bare` inside coloured buttons. */
export function Kbd({ children, bare = false }: { readonly children: string; readonly bare?: boolean }) {
  return <kbd className={styles[bare ? 'kbdBare' : 'kbd']}>{children}</kbd>;
}
