/** Writes the CSS variables of Mantine's theme to a file, because the policy allows no style element at run time. */
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import {
  convertCssVariables,
  createTheme,
  defaultCssVariablesResolver,
  DEFAULT_THEME,
  mergeMantineTheme,
  type MantineThemeOverride,
} from '@mantine/core';
import { themeOverride } from '#renderer/ui/theme/theme.ts';

const target = fileURLToPath(new URL('../renderer/ui/theme/variables.gen.css', import.meta.url));

/** @returns the text of `renderer/ui/theme/variables.gen.css`. */
export function themeCss(): string {
  const theme = mergeMantineTheme(
    DEFAULT_THEME,
    createTheme(themeOverride as unknown as MantineThemeOverride),
  );
  const css = convertCssVariables(defaultCssVariablesResolver(theme), ':root');
  return `/* Made by build/theme-css.ts from theme.ts. */\n${css.replaceAll(/([;{}])/g, '$1\n')}`;
}

/** Writes the file when it differs. @returns whether it did. */
export function writeThemeCss(): boolean {
  const text = themeCss();
  let before = '';
  try {
    before = readFileSync(target, 'utf8');
  } catch {
    /* It is made for the first time. */
  }
  if (before === text) return false;
  writeFileSync(target, text);
  return true;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeThemeCss();
