import type { Migration } from './index.ts';

/**
 * Evaluated once for each statement. Said in a way that no index fits and that the planner takes for nearly always
 * true: so it filters what the code's own conditions have found by index, and changes no plan.
 */
const ASKED = `array_position((SELECT nullif(current_setting('loket.streams', true), ''))::text[], stream) IS NOT NULL`;

/**
 * A second wall beside the code's own condition: who reads as `loket_reader` gets rows of the streams that were
 * set for the transaction, whatever the statement forgets. The owner of the tables is not held by it. The role
 * belongs to the cluster, not to this database: it is made at the start (row-security.ts).
 */
export const rowSecurity: Migration = {
  name: 'row-security',
  statements: [
    `ALTER TABLE streams ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE placements ENABLE ROW LEVEL SECURITY`,
    `ALTER TABLE documents ENABLE ROW LEVEL SECURITY`,
    `CREATE POLICY readers ON streams FOR SELECT USING (${ASKED})`,
    `CREATE POLICY readers ON placements FOR SELECT USING (${ASKED})`,
    // the policy of placements holds within this one too
    `CREATE POLICY readers ON documents FOR SELECT USING (EXISTS (
       SELECT 1 FROM placements
       WHERE placements.collection = documents.collection AND placements.id = documents.id AND NOT gone))`,
    // few: what is deleted is left out of a count
    `CREATE INDEX documents_deleted ON documents (collection, id) WHERE deleted`,
  ],
};
