/** Buttons. One primary a screen; a shortcut stands on the button that it presses. */
import { ActionIcon, Button as MantineButton, Tooltip } from '@mantine/core';
import type { ComponentProps, ReactNode } from 'react';
import { Kbd } from './pill.tsx';

type NativeButton = Pick<
  ComponentProps<'button'>,
  | 'type'
  | 'onClick'
  | 'onMouseDown'
  | 'disabled'
  | 'id'
  | 'form'
  | 'autoFocus'
  | 'title'
  | 'aria-describedby'
  | 'aria-expanded'
  | 'aria-controls'
  | 'aria-haspopup'
  | 'ref'
>;

export interface ButtonProps extends NativeButton {
  readonly variant?: 'default' | 'primary' | 'subtle' | 'danger';
  readonly icon?: ReactNode;
  /** As printed on keys, `Ctrl ↵`; the handler is the screen's. */
  readonly shortcut?: string;
  readonly busy?: boolean;
  readonly fullWidth?: boolean;
  readonly children: ReactNode;
}

const LOOK = {
  default: { variant: 'default' },
  primary: { variant: 'filled' },
  subtle: { variant: 'subtle' },
  danger: { variant: 'filled', color: 'red.9' },
} as const;

/** A button of 30 px; `busy` keeps its place and its name and takes no clicks. */
export function Button({
  variant = 'default',
  icon,
  shortcut,
  busy = false,
  children,
  type = 'button',
  ...rest
}: ButtonProps) {
  return (
    <MantineButton
      {...LOOK[variant]}
      {...withoutUndefined(rest)}
      type={type}
      h={30}
      fz={13}
      fw={500}
      leftSection={icon}
      rightSection={shortcut ? <Kbd bare={variant !== 'default'}>{shortcut}</Kbd> : undefined}
      {...(rest.autoFocus ? { 'data-autofocus': true } : {})}
      aria-busy={busy || undefined}
      loading={busy}
    >
      {children}
    </MantineButton>
  );
}

export interface IconButtonProps extends NativeButton {
  /** Read aloud and shown on hover. */
  readonly label: string;
  readonly shortcut?: string;
  readonly children: ReactNode;
}

/** A button that is only an icon (28 px); its label is required. */
export function IconButton({ label, shortcut, children, type = 'button', ...rest }: IconButtonProps) {
  return (
    <Tooltip label={shortcut ? `${label} (${shortcut})` : label}>
      <ActionIcon {...withoutUndefined(rest)} type={type} aria-label={label}>
        {children}
      </ActionIcon>
    </Tooltip>
  );
}

/** Mantine's types do not take a property that is there and undefined. */
function withoutUndefined<T extends object>(props: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(props).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };
}
