/** What people do at the desk of a row, beside registering complaints. */
import { PASSWORD } from '#test/support/head-office.ts';
import type { FaultDesk } from './desk.ts';
import { must } from './row.ts';

/** Runs a command that makes something. @returns its id. */
export async function make(desk: FaultDesk, name: string, args: unknown): Promise<string> {
  const said = await desk.page.evaluate(
    async ([name, args]) => {
      const answer = await window.desk?.run(name, args);
      return answer?.ok ? { id: (answer.value.result as { id: string }).id } : { code: answer?.error.code };
    },
    [name, args] as const,
  );
  must('id' in said && said.id, `${name} was refused: ${JSON.stringify(said)}`);
  return said.id;
}

/** @returns whether the desk shows the document. */
export const has = async (desk: FaultDesk, collection: string, id: string): Promise<boolean> =>
  (await desk.holds([collection])).some((doc) => doc.id === id);

export const signOut = (desk: FaultDesk): Promise<unknown> =>
  desk.page.evaluate(() => window.desk?.signOut());

/** @returns the code of the refusal, or nothing. */
export const trySignIn = (desk: FaultDesk, username: string): Promise<string> =>
  desk.page.evaluate(
    async ([username, password]) => {
      const answer = await window.desk?.signIn({ username, password });
      return answer?.ok ? '' : (answer?.error.code ?? 'no_desk');
    },
    [username, PASSWORD] as const,
  );

/** Everything that was said to be saved until now is at head office, or was refused. */
export async function settled(desk: FaultDesk): Promise<void> {
  // a state from before the last save would be believed otherwise
  await desk.sendNow();
  await desk.synced();
}
