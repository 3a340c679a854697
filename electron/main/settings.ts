import Type, { type Static } from 'typebox';

/** What the shell itself remembers, apart from everything that belongs to the desk's data. */
export const Settings = Type.Object({
  /** Origin of head office. */
  headOffice: Type.Optional(Type.String({ maxLength: 300 })),
  window: Type.Optional(
    Type.Object({
      x: Type.Integer(),
      y: Type.Integer(),
      width: Type.Integer({ minimum: 1 }),
      height: Type.Integer({ minimum: 1 }),
      maximized: Type.Boolean(),
    }),
  ),
  theme: Type.Optional(Type.Union([Type.Literal('light'), Type.Literal('dark')])),
});

export type Settings = Static<typeof Settings>;
export type WindowState = NonNullable<Settings['window']>;
