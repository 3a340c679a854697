/** One process of the real tier: answers one task after the other until it is ended. */
import { answer } from './jobs.ts';

type Task = Parameters<typeof answer>[0];

process.on('message', (task: Task) => {
  void answer(task).then(
    (said) => process.send?.(said),
    (thrown: unknown) => {
      console.error(thrown);
      process.exit(1);
    },
  );
});
