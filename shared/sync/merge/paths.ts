/** Reads and writes the one value that a history entry names, as in `name` or `contacts.c1.phones.+62811.label`. */
import type { Content } from '../document.ts';
import { asFields, keyOf } from './fields.ts';
import { later, type Rule, type RuleTable } from './rules.ts';

interface Step {
  /** What of the path lies below. */
  readonly rest: string;
  readonly rule: Rule;
  readonly value: unknown;
  /** @returns what is above with another value here; `null` takes it out. */
  put(value: unknown): unknown;
}

const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const isOrBelow = (path: string, key: string): boolean => path === key || path.startsWith(`${key}.`);
const below = (path: string, key: string): string => path.slice(key.length + 1);

function fieldStep(fields: unknown, key: string, rest: string, rule: Rule): Step {
  const all = asFields(fields);
  return {
    rest,
    rule,
    value: all[key],
    put: (value) => {
      const out: Record<string, unknown> = { ...all, [key]: value };
      if (value === null || value === undefined) delete out[key];
      return out;
    },
  };
}

function itemStep(rule: Extract<Rule, { rule: 'set' }>, value: unknown, path: string): Step {
  const list = listOf(value);
  const at = list.findIndex((item) => isOrBelow(path, keyOf(item, rule.key)));
  const item = list[at];
  return {
    rest: at < 0 ? '' : below(path, keyOf(item, rule.key)),
    rule: rule.item ?? later,
    value: item,
    put: (next) => {
      if (next === null || next === undefined) return list.filter((_, index) => index !== at);
      return at < 0 ? [...list, next] : list.map((old, index) => (index === at ? next : old));
    },
  };
}

/** One step down; null when the path ends here. */
function stepDown(rule: Rule, value: unknown, path: string): Step | null {
  if (path === '') return null;
  if (rule.rule === 'set') return itemStep(rule, value, path);
  if (rule.rule === 'record') return fieldStep(value, path, '', rule.value);
  const key = path.split('.')[0] ?? path;
  const inner = rule.rule === 'object' ? rule.fields[key] : undefined;
  return fieldStep(value, key, below(path, key), inner ?? later);
}

function read(rule: Rule, value: unknown, path: string): unknown {
  const step = stepDown(rule, value, path);
  return step ? read(step.rule, step.value, step.rest) : value;
}

function write(rule: Rule, value: unknown, path: string, wanted: unknown): unknown {
  const step = stepDown(rule, value, path);
  return step ? step.put(write(step.rule, step.value, step.rest, wanted)) : wanted;
}

const ROOT = (table: RuleTable): Rule => ({ rule: 'object', fields: table });

/** @returns what stands there now; null when nothing does. */
export const valueAt = (table: RuleTable, content: Content, path: string): unknown =>
  read(ROOT(table), content, path) ?? null;

/** @returns the content with `value` there; null takes out what stands there. */
export const withValueAt = (table: RuleTable, content: Content, path: string, value: unknown): Content =>
  write(ROOT(table), content, path, value) as Content;
