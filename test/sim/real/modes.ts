/** What a seed of the real tier is about, and who works there. */
import type { Actor } from '#shared/domain/actor.ts';
import { MAX_DESKS } from './bundle.ts';

/** What a seed is about beside the faults that every schedule has. */
export function modeOf(seed: number, random: () => number) {
  const restored = seed % 6 === 5;
  return {
    desks: 2 + Math.floor(random() * (MAX_DESKS - 1)),
    overlapping: seed % 2 === 0,
    twoWindows: seed % 3 === 0,
    restored,
    /** Disks lose documents; elsewhere the summary must not find anything. */
    damaged: seed % 4 === 1 && !restored,
    /** Two profiles count with one desk code. */
    clones: seed % 11 === 7,
  };
}
export type Mode = ReturnType<typeof modeOf>;

/** @returns the people at the desks, in their order. */
export function actorsOf({ desks, clones, restored }: Mode, random: () => number): Actor[] {
  const codes = new Map<string, number>();
  return Array.from({ length: desks }, (_, index): Actor => {
    const division = index >= 2 && random() < 0.3;
    // two desks of one branch where one has to hold what head office loses
    const near = index === 0 || (index === 1 && (restored || clones)) || random() < 0.7;
    const branchId = division ? 'PST' : near ? 'NGW' : 'JAP';
    const count = (codes.get(branchId) ?? 0) + 1;
    codes.set(branchId, count);
    const own = {
      userId: `u${index}`,
      name: `Orang ${index}`,
      deviceId: `pc-${index}`,
      branchId,
      deskCode: clones ? 'D1' : `D${count}`,
    };
    if (division) return { ...own, role: 'division', divisionId: 'layanan' };
    return { ...own, role: random() < 0.5 ? 'supervisor' : 'frontliner' };
  });
}
