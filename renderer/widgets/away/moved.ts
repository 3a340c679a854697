/** Where customers of this branch went from this PC: their documents have left with them. */
import { useEffect, useState } from 'react';
import type { Desk } from '#renderer/data/desk-types.ts';
import { useDesk } from '../desk-context.tsx';

/** Remembered by the PC from which a customer was handed over: the departure itself tells no desk where it went. */
export interface Moved {
  readonly id: string;
  /** Code of the branch. */
  readonly to: string;
  /** ISO UTC. */
  readonly at: string;
}

const KEY = 'customers.moved';
const MOST = 200;

const isMoved = (value: unknown): value is Moved =>
  typeof value === 'object' && value !== null && 'id' in value && 'to' in value && 'at' in value;

async function read(desk: Desk): Promise<readonly Moved[]> {
  const kept = await desk.preference<unknown>(KEY, 'pc');
  return Array.isArray(kept) ? kept.filter(isMoved) : [];
}

/** Remembers where a customer went; ids and codes only. */
export async function rememberMove(desk: Desk, moved: Moved): Promise<void> {
  const others = (await read(desk)).filter(({ id }) => id !== moved.id);
  await desk.setPreference(KEY, [moved, ...others].slice(0, MOST), 'pc');
}

/**
 * A customer that came back went where it went before no longer.
 * @param updatedAt of the customer that is here, ISO UTC
 */
export async function forgetMove(desk: Desk, id: string, updatedAt: string): Promise<void> {
  const all = await read(desk);
  const others = all.filter((one) => one.id !== id || one.at >= updatedAt);
  if (others.length < all.length) await desk.setPreference(KEY, others, 'pc');
}

/** @returns where a customer that is not here any more went, as far as this PC sent it there. */
export function useMoved(id: string): Moved | undefined {
  const desk = useDesk();
  const [moved, setMoved] = useState<Moved>();
  useEffect(() => {
    let current = true;
    void read(desk).then((all) => {
      if (current) setMoved(all.find((one) => one.id === id));
    });
    return () => {
      current = false;
    };
  }, [desk, id]);
  return moved;
}
