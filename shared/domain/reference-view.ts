/** Look-ups over the reference documents that a desk or head office holds. */
import type {
  Branch,
  Category,
  Company,
  Division,
  Holiday,
  ImportTemplate,
  Reference,
  RulePack,
  Staff,
  Template,
  TierRules,
} from './reference.ts';

export interface ReferenceView {
  readonly company: Company | undefined;
  branch(code: string): Branch | undefined;
  division(code: string): Division | undefined;
  category(code: string): Category | undefined;
  staff(userId: string): Staff | undefined;
  /** Active ones, in the order of the intake's list. */
  readonly categories: readonly Category[];
  readonly branches: readonly Branch[];
  readonly divisions: readonly Division[];
  readonly people: readonly Staff[];
  readonly templates: readonly Template[];
  readonly holidays: readonly Holiday[];
  readonly importTemplates: readonly ImportTemplate[];
  /** @returns the tier rules in force on a local day `YYYY-MM-DD`: the newest that began. */
  tierRules(day: string): TierRules | undefined;
  /** @returns the version of the pack in force on a local day `YYYY-MM-DD`. */
  rulePack(code: string, day: string): RulePack | undefined;
}

/** @returns look-ups over `documents`; a later document of the same code wins. */
export function referenceView(documents: Iterable<Reference>): ReferenceView {
  let company: Company | undefined;
  const branches = new Map<string, Branch>();
  const divisions = new Map<string, Division>();
  const categories = new Map<string, Category>();
  const staff = new Map<string, Staff>();
  const templates: Template[] = [];
  const holidays: Holiday[] = [];
  const packs: RulePack[] = [];
  const tierRules: TierRules[] = [];
  const importTemplates: ImportTemplate[] = [];
  for (const doc of documents) {
    if (doc.kind === 'company') company = doc;
    else if (doc.kind === 'branch') branches.set(doc.code, doc);
    else if (doc.kind === 'division') divisions.set(doc.code, doc);
    else if (doc.kind === 'category') categories.set(doc.code, doc);
    else if (doc.kind === 'staff') staff.set(doc.userId, doc);
    else if (doc.kind === 'template') templates.push(doc);
    else if (doc.kind === 'holiday') holidays.push(doc);
    else if (doc.kind === 'rulePack') packs.push(doc);
    else if (doc.kind === 'tierRules') tierRules.push(doc);
    else if (doc.kind === 'importTemplate') importTemplates.push(doc);
  }
  return {
    company,
    branch: (code) => branches.get(code),
    division: (code) => divisions.get(code),
    category: (code) => categories.get(code),
    staff: (userId) => staff.get(userId),
    categories: [...categories.values()].filter((c) => c.active).sort((a, b) => a.order - b.order),
    branches: [...branches.values()].sort((a, b) => (a.code < b.code ? -1 : 1)),
    divisions: [...divisions.values()].sort((a, b) => (a.code < b.code ? -1 : 1)),
    people: [...staff.values()].sort((a, b) => (a.name < b.name ? -1 : 1)),
    templates,
    holidays,
    importTemplates,
    tierRules: (day) =>
      tierRules
        .filter((r) => r.from <= day && (!r.until || day <= r.until))
        .sort((a, b) => (a.from === b.from ? b.version - a.version : a.from < b.from ? 1 : -1))[0],
    rulePack: (code, day) =>
      packs
        .filter((p) => p.code === code && p.from <= day && (!p.until || day <= p.until))
        .sort((a, b) => b.version - a.version)[0],
  };
}
