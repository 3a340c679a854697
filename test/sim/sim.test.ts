import { afterAll, beforeAll, expect, test } from 'vitest';
import { FAULT_KINDS } from './faults.ts';
import { Hands } from './hands.ts';
import { MUTANTS } from './mutants/list.ts';
import { add, emptySum, failuresOf, isWeak, objections, type Outcome } from './outcome.ts';
import { runSchedule } from './schedule.ts';
import { Trace } from './trace.ts';

const SCHEDULES = 60;
/** The same ones each time; `npm run sim` takes others. */
const FIRST = 40_000;
/** Enough for those of the sample; the whole list has more by `npm run sim:mutants`. */
const MUTANT_SCHEDULES = 150;
/** One of each part of the product. */
const SAMPLE = [
  'a merge is made without the base',
  'a departure is forgotten',
  'the scope hash is ignored',
  'saved entries are not replayed',
  'the base revision is not checked',
];
/** Schedules that once failed; each found a real mistake, which its name says. */
const REGRESSIONS: readonly (readonly [seed: number, found: string])[] = [
  [1010, 'what waits in quarantine made summaries differ for ever (rule 26)'],
  [1040, 'what had departed was asked about after a restoration (rule 24)'],
  [1098, 'two windows began a complete pull anew by turns (rule 24)'],
  [2084, 'what hung on an unknown complaint followed its customer to another branch (rule 31)'],
  [
    880_002_153,
    'an overtaken page of a complete pull put an older master in the place of a newer one (rule 24)',
  ],
  [339_765_279, 'an edit of what had left the desk forgot which version it was made from (rule 5)'],
  [339_764_680, 'a command did not read what was saved although its end had not been heard'],
  [
    510_004_843,
    'the audit asked for what was given up as departed before a comparison could bring it back (rule 26)',
  ],
  [418_137_942, 'a block asked for ahead was taken into a filling that had begun later (rule 41)'],
  [
    418_137_386,
    'a name that was given up came back, because another form was open upon it: nothing is wrong',
  ],
  [
    41_003_841,
    'two desks joined the same records, and one had its own value after the other changed it: nothing is wrong',
  ],
  [
    460_011_984,
    'a merge that was made again after its document was lost went out under the rev of the first one',
  ],
  [460_012_086, 'a record that one side did not have at all was taken from that side whole'],
  [470_000_264, 'an entry that was applied while another was confirmed left the journal unasked'],
  [470_008_798, 'an entry left the journal unasked, and its document was lost with the disk'],
  [470_013_854, 'an entry left the journal unasked, and head office was asked about another'],
  [
    427_070_800,
    'an edit whose answer was lost was taken for another one after its customer had come back (rule 15)',
  ],
  [427_087_234, 'an edit that was answered as not found had arrived before (rule 15)'],
  [427_107_138, 'of several edits answered as not found the first had arrived (rule 15)'],
  [427_080_524, 'the journal said anew what head office had replaced: nothing is wrong'],
  [418_139_173, 'who had other rights for a while kept what was written under them (rules 26, 30)'],
  [611_000_064, 'a confidentiality that was said anew was taken for the old one, and made public with it'],
  [410_004_756, 'of two withdrawals of a consent the earlier one stood, and a grant that knew it undid both'],
  [190_426_682, 'a late block of a filling hid that head office was restored since (rules 19, 24)'],
  [
    260_037_508,
    'an addition to a refused entry of the timeline went out of sight when the entry had arrived after all',
  ],
  [310_002_322, 'a print was not counted when an edit stood upon its refused version (max never falls)'],
  [310_045_965, 'a withdrawal said once more was judged by when it was said first: nothing is wrong'],
  [
    310_063_503,
    'an answer that was lost came again under other rights: rule 30 has it, and a comparison ends it',
  ],
  [310_080_818, 'a deletion was undone after a restoration, and with it what it had ended (rule 24)'],
  [520_020_042, 'what was written after a comparison was not compared: nothing is wrong (rule 30)'],
  [520_063_792, 'a deletion met the giving up of what it had seen: nothing is wrong'],
  [731_002_283, 'a late block was dropped after a look that another pull could overtake (rule 19)'],
  [731_005_283, 'a pull undid how far another one had got (rule 19)'],
];

let hands: Hands;
beforeAll(async () => {
  hands = await Hands.open();
});
afterAll(() => hands.close());

test.each(REGRESSIONS)('regression: schedule %i: %s', async (seed) => {
  expect(failuresOf(await runSchedule(seed))).toEqual([]);
});

test('the same seed gives the same course, event by event, whatever runs beside it', async () => {
  const [first, second] = [new Trace(true), new Trace(true)];
  const outcomes = await Promise.all([runSchedule(6, first), runSchedule(7), runSchedule(6, second)]);
  expect(second.lines).toEqual(first.lines);
  expect(outcomes[2]).toEqual(outcomes[0]);
  expect(outcomes[1]?.trace).not.toBe(outcomes[0]?.trace);
});

test('nothing is lost, different, leaked or doubled after random faults', async () => {
  let sum = emptySum('fast', FAULT_KINDS);
  const failed: string[] = [];
  await hands.run(await hands.bundle(), { first: FIRST, count: SCHEDULES, jobs: 2 }, (outcome: Outcome) => {
    sum = add(sum, outcome);
    if (isWeak(outcome)) failed.push(`seed ${outcome.seed}: too few operations or faults`);
    for (const text of failuresOf(outcome)) failed.push(`seed ${outcome.seed}: ${text}`);
    return true;
  });
  expect(failed).toEqual([]);
  expect(objections(sum)).toEqual([]);
  expect(sum.operations).toBeGreaterThanOrEqual(SCHEDULES * 24);
}, 120_000);

test.each(SAMPLE)('caught: %s', { timeout: 120_000 }, async (name) => {
  const mutant = MUTANTS.find((one) => one.name === name);
  let caught = 0;
  const work = { first: 1, count: MUTANT_SCHEDULES, jobs: 1, untilFailure: true };
  await hands.run(await hands.bundle(mutant), work, (outcome) => {
    if (failuresOf(outcome).length > 0) caught++;
    return failuresOf(outcome).length === 0;
  });
  expect(caught, 'no schedule failed').toBeGreaterThan(0);
});

test('a run in which a kind of fault never happened proves nothing', () => {
  const sum = {
    ...emptySum('fast', ['drop', 'crash']),
    schedules: 500,
    conflicts: 1,
    quarantined: 1,
    crashes: 1,
  };
  expect(objections({ ...sum, faults: { drop: 3, crash: 0 } })).toEqual(['no fault of kind crash']);
  expect(objections({ ...sum, faults: { drop: 3, crash: 1 }, lost: 1 })).toEqual(['lost: 1']);
});
