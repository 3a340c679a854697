/** Finding a category by typing. */
import type { Category } from '#shared/domain/reference.ts';
import type { Language } from '#renderer/i18n/index.ts';

/** @returns categories with a word that begins with what was typed, then those that contain it, each in its order. */
export function matchCategories<T extends Pick<Category, 'code' | 'name'>>(
  categories: readonly T[],
  query: string,
  language: Language,
): readonly T[] {
  const wanted = query.trim().toLocaleLowerCase('id');
  if (!wanted) return [];
  const rank = (category: T): number => {
    const name = category.name[language].toLocaleLowerCase('id');
    if (name.startsWith(wanted)) return 0;
    if (name.split(/[\s/-]+/).some((word) => word.startsWith(wanted))) return 1;
    return name.includes(wanted) || category.code.startsWith(wanted) ? 2 : 3;
  };
  return categories
    .map((category, index) => ({ category, index, rank: rank(category) }))
    .filter((entry) => entry.rank < 3)
    .sort((a, b) => a.rank - b.rank || a.index - b.index)
    .map(({ category }) => category);
}
