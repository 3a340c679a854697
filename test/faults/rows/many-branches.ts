/** Row 32: a whole country comes back at once. */
import { reconnected } from '#test/scale/reconnected.ts';
import { must, type Row, same } from '../row.ts';

export const manyBranches: Row = {
  number: 32,
  name: '500 branches reconnect at once',
  expected: 'no collapse: every desk of the protocol (500 people and devices) gets in sync, none starves',
  limit: 1200,
  async run(world) {
    const figures = await reconnected(500);
    same(figures.starved, 0, 'desks that did not get in sync');
    must(figures.memory.most < 1500, `the server took ${figures.memory.most} MiB`);
    world.note(JSON.stringify(figures));
  },
};
