/** Where customers of this branch went from this PC: their documents have left with them. */
import { useEffect, useState } from 'react';
import type { Desk } from '#renderer/data/desk-types.ts';
import { useDesk } from '#renderer/widgets/desk-context.tsx';

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
