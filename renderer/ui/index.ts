/** The kit: stateless parts of every screen. It knows neither data nor state. */
export * from './format.ts';
export { maskPhone } from '#shared/domain/phone.ts';
export * from './parts/button.tsx';
export * from './parts/dialog.tsx';
export * from './parts/fields.tsx';
export * from './parts/layout.tsx';
export * from './parts/list.tsx';
export * from './parts/pill.tsx';
export * from './parts/place.ts';
export * from './parts/states.tsx';
export * from './parts/texts.tsx';
export * from './parts/toasts.tsx';
