import type { Migration } from './index.ts';

/** As text array, and evaluated once for each statement: the policies then use the indexes by stream. */
const ASKED = `(SELECT nullif(current_setting('loket.streams', true), ''))::text[]`;

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
    `CREATE POLICY readers ON streams FOR SELECT USING (stream = ANY (${ASKED}))`,
    `CREATE POLICY readers ON placements FOR SELECT USING (stream = ANY (${ASKED}))`,
    `CREATE POLICY readers ON documents FOR SELECT USING (EXISTS (
       SELECT 1 FROM placements
       WHERE placements.stream = ANY (${ASKED}) AND placements.collection = documents.collection
         AND placements.id = documents.id AND NOT placements.gone))`,
  ],
};
