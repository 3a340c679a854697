/**
 * The look in Mantine's terms. Plain JSON: the build turns it into CSS variables (`build/theme-css.ts`), because the
 * content security policy forbids the style element that Mantine would write at run time.
 */
const FONT = '"Segoe UI Variable Text", "Segoe UI", "Inter Variable", system-ui, sans-serif';

/** Inputs are 32 px high with 14 px text; Mantine's own sizes know no such pair (`base.css`, `.lk-field`). */
const field = {
  defaultProps: { size: 'xs' },
  classNames: { wrapper: 'lk-field', description: 'lk-note', error: 'lk-note' },
} as const;
const clearable = {
  ...field,
  // the list itself scrolls (`base.css`, `.lk-options`): a scrolled part around it would want a focus of its own
  classNames: { ...field.classNames, options: 'lk-options' },
  defaultProps: {
    ...field.defaultProps,
    comboboxProps: { transitionProps: { duration: 0 } },
    withScrollArea: false,
  },
};

export const themeOverride = {
  fontFamily: FONT,
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", Consolas, monospace',
  primaryColor: 'laut',
  primaryShade: { light: 7, dark: 6 },
  colors: {
    laut: [
      '#E8F2FB',
      '#CFE3F6',
      '#A3CBEE',
      '#73B0E5',
      '#4795D8',
      '#2480C9',
      '#146CB4',
      '#0B5FA5',
      '#084C86',
      '#063A67',
    ],
    dark: [
      '#E6E8EB',
      '#C3C9D0',
      '#A3ABB5',
      '#8A939E',
      '#4A525B',
      '#343A42',
      '#262B31',
      '#1A1D21',
      '#15181B',
      '#101214',
    ],
  },
  black: '#1B1F24',
  defaultRadius: 6,
  cursorType: 'pointer',
  respectReducedMotion: true,
  fontSizes: { xs: '0.75rem', sm: '0.8125rem', md: '0.875rem', lg: '1rem', xl: '1.125rem' },
  lineHeights: { xs: '1rem', sm: '1.125rem', md: '1.25rem', lg: '1.375rem', xl: '1.5rem' },
  spacing: { xs: '0.25rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  components: {
    Button: { defaultProps: { size: 'xs' } },
    ActionIcon: { defaultProps: { size: 28, variant: 'subtle', color: 'gray' } },
    TextInput: field,
    PasswordInput: field,
    NumberInput: { ...field, defaultProps: { ...field.defaultProps, hideControls: true } },
    Textarea: field,
    Select: clearable,
    MultiSelect: clearable,
    TagsInput: clearable,
    Autocomplete: clearable,
    NativeSelect: field,
    Checkbox: { classNames: { description: 'lk-choice-note' }, defaultProps: { size: 'xs' } },
    Radio: { classNames: { description: 'lk-choice-note' }, defaultProps: { size: 'xs' } },
    Switch: { defaultProps: { size: 'sm' } },
    SegmentedControl: { defaultProps: { size: 'xs' } },
    /* Scroll locking writes a style element, which the policy forbids; the page itself never scrolls. */
    Modal: {
      classNames: { content: 'lk-dialog', title: 'lk-dialog-title' },
      defaultProps: {
        lockScroll: false,
        centered: true,
        transitionProps: { duration: 0 },
        overlayProps: { opacity: 0.4 },
      },
    },
    Drawer: { defaultProps: { lockScroll: false, transitionProps: { duration: 0 } } },
    /* The focus goes back by MenuItems; a menu holds nothing but its entries. */
    Menu: {
      defaultProps: {
        transitionProps: { duration: 0 },
        withinPortal: true,
        returnFocus: false,
        withInitialFocusPlaceholder: false,
      },
    },
    Popover: { defaultProps: { transitionProps: { duration: 0 } } },
    Tooltip: { defaultProps: { transitionProps: { duration: 0 }, openDelay: 400 } },
  },
};
