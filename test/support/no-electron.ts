/**
 * What `electron` resolves to under vitest. The real package downloads its binary on the first require and throws
 * outside Electron, so a test that needs a part of it says so itself with `vi.mock('electron', …)`.
 */
export default {};
